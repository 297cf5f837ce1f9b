import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Attach signed statements to the image they are about, where others find them.",
        discussion: """
            Each bundle becomes a referrer of the image, as cosign 3 writes them: through the registry's referrers API, or \
            through the fallback tag where it has none. Nothing is verified: a bundle that signs something else is \
            refused, and whom to believe is for those who read it.
            """)

    @Argument(help: "`registry/path[:tag][@sha256:…]` or `oci:directory[:tag][@sha256:…]`.")
    var image: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("A Sigstore bundle, version 0.3; repeatable.", valueName: "file"))
    var bundle: [String] = []

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var project: ProjectOptions

    func validate() throws {
        guard !bundle.isEmpty else { throw ValidationError("Name at least one `--bundle`.") }
    }

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let place = try await workspace.places().place(image)
            let publisher = BundlePublisher(place)
            let bundles = try await read(workspace)
            let subject = try await subject(publisher)
            var referrers: [BundleReferrer] = []
            for (path, bytes) in bundles { referrers.append(try Self.referrer(bytes, path, about: subject)) }
            let published = try await publisher.publish(referrers, about: subject.digest)
            // What is kept of this image was true before, and would hide what is there now.
            if let trust = try? await workspace.trust() {
                let cache = workspace.cache(for: trust)
                cache.forget(subject.digest)
                cache.save()
            }
            report(published, subject.digest)
        }
    }

    private func read(_ workspace: Workspace) async throws -> [(path: String, bytes: [UInt8])] {
        var read: [(String, [UInt8])] = []
        for path in bundle {
            let bytes = try await workspace.document(
                Workspace.absolute(path), "bundle", limit: BundleReferrer.bundleLimit)
            read.append((path, bytes))
        }
        return read
    }

    private func subject(_ publisher: BundlePublisher) async throws -> ImageDocument {
        do {
            return try await publisher.subject()
        } catch let diagnostic as Diagnostic {
            throw CommandFailure(.blocked, [diagnostic])
        }
    }

    private static func referrer(
        _ bytes: [UInt8], _ path: String, about subject: ImageDocument
    ) throws -> BundleReferrer {
        do throws(Diagnostic) {
            return try BundleReferrer(bytes, about: subject)
        } catch {
            var diagnostic = error
            diagnostic.location = diagnostic.location ?? .path(path)
            throw CommandFailure(diagnostic.code == "wrong-subject" ? .blocked : .invalid, [diagnostic])
        }
    }

    private func report(_ published: [BundlePublisher.Publication], _ subject: Digest) {
        guard answer.isJSON else {
            for item in published {
                Console.out(
                    SafeText.line("\(item.wasThere ? "there " : "attached") \(item.digest)  \(item.summary)"))
            }
            Console.out("subject \(subject)")
            return
        }
        let items = published.map { item -> JSON in
            [
                "digest": .string(item.digest.description), "type": .string(item.summary),
                "fate": item.wasThere ? "there" : "sent",
            ]
        }
        let answer: JSON = ["subject": .string(subject.description), "attached": .array(items)]
        Console.raw(Array(answer.prettyText().utf8))
    }
}
