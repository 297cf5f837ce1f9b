import Foundation
import Testing

/// Wrong input ends with exit 2 (ours to mend) or 3 (could not be looked at), at the place that is wrong, in bounded memory,
/// with nothing written.
@Suite("Bad input", .serialized)
struct BadInputTests {
    /// A way to spoil one file of a sound project, and what the program must say of it.
    struct Spoiling: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let old: String
        let new: String
        /// `file:line:column` begins so; the code ends the line.
        let place: String
        let code: String

        var testDescription: String { name }
    }

    static let release = "release.yaml"
    static let checklist = "Checklists/pre-release.yaml"

    @Test(
        "a spoilt file is refused at its line",
        arguments: [
            Spoiling(
                name: "malformed YAML", file: release, old: "services:\n", new: "services: [\n",
                place: "release.yaml:", code: "yaml-syntax"),
            Spoiling(
                name: "an unknown key", file: release, old: "strategy:", new: "stratgy:",
                place: "release.yaml:", code: "unknown-key"),
            Spoiling(
                name: "a duplicate key", file: release, old: "services:\n", new: "environment: staging\nservices:\n",
                place: "release.yaml:", code: "yaml-duplicate-key"),
            Spoiling(
                name: "an unquoted version", file: release, old: "version: \"2.10.0\"", new: "version: 2.10",
                place: "release.yaml:", code: "unquoted-scalar"),
            Spoiling(
                name: "an unquoted revision", file: release, old: "class: producer",
                new: "class: producer\n    revision2: 1234567",
                place: "release.yaml:", code: "unknown-key"),
            Spoiling(
                name: "a service without a digest", file: release, old: "@sha256:", new: "-sha256-",
                place: "release.yaml:", code: "not-pinned"),
            Spoiling(
                name: "services that depend on each other in a circle", file: release, old: "dependsOn: [inventory]",
                new: "dependsOn: [frontend-shell]", place: "release.yaml:", code: "cycle"),
            Spoiling(
                name: "an empty checklist", file: checklist, old: everything, new: "steps: []\ntitle: |\n",
                place: "Checklists/pre-release.yaml:", code: "empty-checklist"),
            Spoiling(
                name: "an unknown kind", file: checklist, old: "uses: image-pinned", new: "uses: image-pined",
                place: "Checklists/pre-release.yaml:", code: "unknown-kind"),
            Spoiling(
                name: "an argument nobody reads", file: checklist, old: "with: {rule: release-images}",
                new: "with: {rule: release-images, stritc: true}", place: "Checklists/pre-release.yaml:",
                code: "unknown-key"),
            Spoiling(
                name: "steps that need each other", file: checklist, old: "uses: image-pinned\n",
                new: "uses: image-pinned\n    needs: [images-signed]\n", place: "Checklists/pre-release.yaml:",
                code: "cycle"),
            Spoiling(
                name: "an alias bomb", file: release, old: "strategy:", new: bomb + "strategy:",
                place: "release.yaml:", code: "yaml-too-many-nodes"),
            Spoiling(
                name: "nesting without end", file: release, old: "strategy:",
                new: "intended: " + String(repeating: "[", count: 20_000) + "\nstrategy:", place: "release.yaml:",
                code: "yaml-too-deep"),
            Spoiling(
                name: "a key the trust policy cannot read", file: "Keys/trust.yaml", old: "file: release.pub.pem",
                new: "file: trust.yaml", place: "Keys/trust.yaml", code: "key-unreadable"),
            Spoiling(
                name: "a rule that names nobody", file: "Keys/trust.yaml", old: "anyOf: [gate]", new: "anyOf: []",
                place: "Keys/trust.yaml:", code: "trust-no-signers"),
        ])
    func spoilt(_ spoiling: Spoiling) async throws {
        let storefront = try await Storefront.make()
        try storefront.replace(spoiling.old, with: spoiling.new, in: spoiling.file)
        let run = try await storefront.measured(
            "run", "pre-release", "-r", "release.yaml", "--key", "private/gate.key.pem")
        #expect(run.result.status == 2, "\(run.result)")
        let said = run.result.errors.split(separator: "\n").contains {
            $0.contains(spoiling.place) && $0.hasSuffix("[\(spoiling.code)]")
        }
        #expect(said, "\(run.result)")
        #expect(!FileManager.default.fileExists(atPath: storefront.path(".airworthy")), "something was written")
        #expect(run.peak < 200 << 20, "used \(run.peak >> 20) MiB")
    }

    /// A way to spoil the layout of one image, and how the program must end.
    struct SpoiltLayout: Sendable, CustomTestStringConvertible {
        let name: String
        /// Shell, run in the layout's directory; `$index`, `$manifest`, `$layer` are paths of blobs.
        let script: String
        let status: Int32
        let code: String

        var testDescription: String { name }
    }

    @Test(
        "a spoilt layout is neither believed nor followed out of its directory",
        arguments: [
            SpoiltLayout(
                name: "an index cut short", script: "truncate -s 100 $index", status: 1, code: "digest-mismatch"),
            SpoiltLayout(name: "a manifest that is gone", script: "rm $manifest", status: 1, code: "missing-manifest"),
            SpoiltLayout(
                name: "a layer longer than it says", script: "printf x >> $layer", status: 1, code: "size-mismatch"),
            SpoiltLayout(
                name: "a layer of another content and the same size",
                script: "printf x | dd of=$layer bs=1 seek=9 conv=notrunc status=none", status: 1,
                code: "digest-mismatch"
            ),
            SpoiltLayout(
                name: "a manifest of a gigabyte", script: "truncate -s 1G $manifest", status: 3,
                code: "manifest-too-large"),
            SpoiltLayout(
                name: "a layer of a terabyte", script: "truncate -s 1T $layer", status: 1, code: "size-mismatch"),
            SpoiltLayout(
                name: "a blob that is a link out of the layout",
                script: "cp $layer ../../../elsewhere && ln -sf ../../../../../elsewhere $layer", status: 3,
                code: "layout-escape"),
            SpoiltLayout(
                name: "a blobs folder that is a link out of the layout",
                script: "mv blobs ../../../elsewhere && ln -s ../../../elsewhere blobs", status: 3,
                code: "layout-escape"),
            SpoiltLayout(
                name: "a named pipe for a blob", script: "rm $layer && mkfifo $layer", status: 3, code: "layout-invalid"
            ),
            SpoiltLayout(
                name: "no layout file", script: "rm oci-layout", status: 3, code: "layout-invalid"),
        ])
    func spoiltLayout(_ spoiling: SpoiltLayout) async throws {
        let storefront = try await Storefront.make()
        let image = try storefront.image(of: "checkout")
        let digest = try #require(image.split(separator: "@").last)
        let layout = storefront.path("images/acme/checkout")
        let manifest = try storefront.manifest(of: "checkout", "3.0.1")
        let layer = try storefront.layer(of: "checkout", "3.0.1")
        var shell = Program(path: "/bin/sh")
        for (name, digest) in [("index", String(digest)), ("manifest", manifest), ("layer", layer)] {
            shell.environment[name] = "blobs/sha256/\(digest.dropFirst("sha256:".count))"
        }
        let spoilt = try await shell.run("-ec", spoiling.script, in: layout)
        try #require(spoilt.status == 0, "\(spoilt)")
        let run = try await storefront.measured("check", "image-digest", image, "--json")
        #expect(run.result.status == spoiling.status, "\(run.result)")
        #expect(try CheckAnswer(run.result).codes.contains(spoiling.code), "\(run.result)")
        #expect(run.peak < 200 << 20, "used \(run.peak >> 20) MiB")
    }

    /// What stands before the steps: with a text begun in its place, they are no steps any more.
    private static let everything =
        "title: Nothing ships unsigned, unlisted, altered or about to expire\n"
        + "defaults: {timeout: 60s, severity: block}\nsteps:\n"
    private static let bomb = (0..<12).map { level in
        let refer = (0..<9).map { _ in level == 0 ? "x" : "*a\(level - 1)" }.joined(separator: ", ")
        return "a\(level): &a\(level) [\(refer)]\n"
    }.joined()
}
