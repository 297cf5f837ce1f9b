import AirworthyTesting
import Foundation
import Testing

/// What is published is where others look for it: cosign, oras and skopeo against a real registry.
@Suite(
    "Publishing, and carrying what was published", .serialized,
    .enabled(if: Peers.have(.cosign2, .cosign3, .oras, .skopeo, .registry)))
struct PublishingTests {
    /// A storefront whose first release names images in a real registry.
    private struct Shop {
        let storefront: Storefront
        let registry: Registry

        static func make(withImages: Bool = true) async throws -> Shop {
            let shop = Shop(storefront: try await Storefront.make(), registry: try Registry())
            try shop.storefront.replace(
                "registry.example: {layout: images}",
                with: "registry.example: {layout: images}\n  \"\(shop.registry.host)\": {plainHTTP: true}",
                in: "airworthy.yaml")
            guard withImages else { return shop }
            // At once: each list of referrers is watched for a while after it was written.
            try await withThrowingTaskGroup(of: Program.Result.self) { group in
                for service in Self.services {
                    let image = try shop.storefront.image(of: service, in: "previous.yaml")
                    let place = try shop.place(of: service)
                    group.addTask { try await shop.storefront.airworthy("image", "copy", "-q", image, place) }
                }
                for try await copied in group { try #require(copied.status == 0, "\(copied)") }
            }
            return shop
        }

        static let services = ["catalog", "inventory", "checkout", "payments", "frontend-shell"]

        /// The image in the registry, under the tag the release gives it.
        func place(of service: String) throws -> String {
            let image = try storefront.image(of: service, in: "previous.yaml").split(separator: "@").first ?? ""
            return "\(registry.host)\(image.drop { $0 != "/" })"
        }

        func digest(of service: String) throws -> String {
            String(try storefront.image(of: service, in: "previous.yaml").split(separator: "@").last ?? "")
        }

        /// Signs and publishes, with the registry standing where the release says its images are.
        func run(_ arguments: String...) async throws -> Program.Result {
            try await Storefront.airworthy.run(
                ["run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q"] + arguments,
                in: storefront.root)
        }

        /// From here on the release names the registry itself; it is signed anew by nobody, so checks of the manifest's
        /// own signature are not asked.
        func moveRelease(keepingTags: Bool = true) throws {
            for name in ["previous.yaml", "Keys/trust.yaml"] {
                let text = String(decoding: try storefront.read(name), as: UTF8.self)
                let moved = text.replacing("registry.example/", with: "\(registry.host)/")
                try storefront.write(
                    keepingTags ? moved : moved.replacing(/:[0-9.]+@sha256/, with: "@sha256"), to: name)
            }
            try storefront.write(
                """
                checklist: small
                phase: pre-release
                title: Every image is pinned
                steps:
                  - id: images-pinned
                    title: Every image is pinned
                    uses: image-pinned
                    forEach: images
                    provides: [images.pinned, images.intact, images.signed, sboms.present]
                """, to: "Checklists/first-release.yaml")
        }

        func runBundle() throws -> String {
            let runs = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
            return ".airworthy/runs/\(runs.first ?? "none")/run.sigstore.json"
        }

        func verify(_ cosign: Program, _ service: String, type: String) async throws -> Program.Result {
            try storefront.write(
                #"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#, to: "no-services.json")
            return try await cosign.run(
                "verify-attestation", "--new-bundle-format", "--insecure-ignore-tlog", "--allow-http-registry",
                "--trusted-root", storefront.path("no-services.json"), "--key", storefront.path("Keys/gate.pub.pem"),
                "--type", type, "\(registry.host)/acme/\(service)@\(try digest(of: service))")
        }
    }

    private static let runType = "https://airworthy.dev/checklist-run/v1"

    @Test("`run --publish` attaches run, summary and test result to every image, and cosign and oras find them")
    func published() async throws {
        let shop = try await Shop.make()
        try shop.moveRelease()
        let run = try await shop.run("--publish")
        try #require(run.status == 0, "\(run)")
        for cosign in [Peers.cosign3, Peers.cosign2] {
            for type in [
                Self.runType, "https://slsa.dev/verification_summary/v1",
                "https://in-toto.io/attestation/test-result/v0.1",
            ] {
                let verified = try await shop.verify(cosign, "checkout", type: type)
                #expect(verified.status == 0, "\(verified)")
            }
        }
        let tree = try await Peers.cosign3.run(
            "tree", "--allow-http-registry", try shop.place(of: "payments"))
        #expect(tree.output.contains("\(Self.runType) artifacts via OCI referrer"), "\(tree)")
        #expect(tree.output.contains("https://slsa.dev/verification_summary/v1 artifacts via OCI referrer"))
        let discovered = try await Peers.oras.run(
            "discover", "--plain-http", "--format", "json", try shop.place(of: "catalog"))
        let found = try JSONDecoder().decode(Discovery.self, from: Data(discovered.output.utf8))
        // Three statements, beside the bill, provenance, scan and exception that were there.
        #expect(found.referrers.count == 7)
        #expect(
            Set(found.referrers.map(\.artifactType)) == ["application/vnd.dev.sigstore.bundle.v0.3+json"])
        #expect(found.referrers.contains { $0.annotations["dev.sigstore.bundle.predicateType"] == Self.runType })

        let audit = try await shop.storefront.airworthy("evidence", "audit", "-r", "previous.yaml")
        #expect(audit.status == 0, "\(audit)")
        #expect(audit.output.contains("\n5 present, 0 missing, 0 could not be asked"), "\(audit)")
    }

    /// `oras discover --format json`, as far as it is needed.
    private struct Discovery: Decodable {
        struct Referrer: Decodable {
            let artifactType: String
            let annotations: [String: String]
        }

        let referrers: [Referrer]
    }

    @Test("publishing that fails is named and exits 3, the verdict and the ledger stay as they were signed")
    func unpublished() async throws {
        let shop = try await Shop.make(withImages: false)
        // Without tags there is nothing about the images that the checklist would look at.
        try shop.moveRelease(keepingTags: false)
        let run = try await shop.run("--publish")
        #expect(run.status == 3, "\(run)")
        #expect(run.errors.contains("[not-published]") && run.errors.contains("missing-manifest"))
        #expect(run.output.contains("cleared: "))
        let history = try await shop.storefront.airworthy("history")
        #expect(history.status == 0 && history.output.contains("PASSED"), "\(history)")
        let audit = try await shop.storefront.airworthy("evidence", "audit")
        #expect(audit.status == 1 && audit.output.contains("[image-missing]"), "\(audit)")
        // Report-only jobs ignore what is found, not what could not be done.
        let again = try await shop.run("--publish", "--exit-zero")
        #expect(again.status == 3, "\(again)")
    }

    @Test("`--publish` is refused where nothing would be signed")
    func usage() async throws {
        let shop = try await Shop.make(withImages: false)
        for flags in [["--unsigned"], ["--at", "2026-11-20T00:00:00Z"]] {
            let run = try await Storefront.airworthy.run(
                ["run", "first-release", "-r", "previous.yaml", "--publish"] + flags, in: shop.storefront.root)
            #expect(run.status == 2, "\(run)")
        }
    }

    @Test("a bundle is attached by hand once, and to the image it is about only")
    func attach() async throws {
        let shop = try await Shop.make()
        try shop.moveRelease()
        let run = try await shop.run()
        try #require(run.status == 0, "\(run)")
        let missing = try await shop.storefront.airworthy("evidence", "audit")
        #expect(missing.status == 1 && missing.output.contains("[evidence-missing]"), "\(missing)")
        let bundle = try shop.runBundle()
        let attached = try await shop.storefront.airworthy(
            "attach", try shop.place(of: "checkout"), "--bundle", bundle)
        #expect(attached.status == 0 && attached.output.hasPrefix("attached sha256:"), "\(attached)")
        let again = try await shop.storefront.airworthy(
            "attach", try shop.place(of: "checkout"), "--bundle", bundle)
        #expect(again.status == 0 && again.output.hasPrefix("there  sha256:"), "\(again)")
        let verified = try await shop.verify(Peers.cosign3, "checkout", type: Self.runType)
        #expect(verified.status == 0, "\(verified)")

        let summary = bundle.replacing("run.sigstore.json", with: "vsa-payments.sigstore.json")
        let wrong = try await shop.storefront.airworthy(
            "attach", try shop.place(of: "checkout"), "--bundle", summary)
        #expect(wrong.status == 1 && wrong.errors.contains("[wrong-subject]"), "\(wrong)")
        let none = try await shop.storefront.airworthy(
            "attach", "\(shop.registry.host)/acme/checkout:nothing", "--bundle", bundle)
        #expect(none.status == 1 && none.errors.contains("[missing-manifest]"), "\(none)")
        let unreadable = try await shop.storefront.airworthy(
            "attach", try shop.place(of: "checkout"), "--bundle", "previous.yaml")
        #expect(unreadable.status == 2, "\(unreadable)")
    }

    @Test("eight processes publish at once, through the fallback tag: nothing is lost")
    func together() async throws {
        let shop = try await Shop.make()
        try shop.moveRelease()
        var bundles: [String] = []
        for number in 0..<8 {
            let run = try await shop.run("-o", "json=\(number).json")
            try #require(run.status == 0, "\(run)")
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: shop.storefront.path(".airworthy/runs")) {
            bundles.append(".airworthy/runs/\(name)/run.sigstore.json")
        }
        #expect(bundles.count == 8)
        let results = try await withThrowingTaskGroup(of: Program.Result.self) { group in
            for bundle in bundles {
                group.addTask {
                    try await shop.storefront.airworthy("attach", try shop.place(of: "checkout"), "--bundle", bundle)
                }
            }
            return try await group.reduce(into: [Program.Result]()) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0.status == 0 }, "\(results)")
        let discovered = try await Peers.oras.run(
            "discover", "--plain-http", "--format", "json", try shop.place(of: "checkout"))
        let found = try JSONDecoder().decode(Discovery.self, from: Data(discovered.output.utf8))
        #expect(found.referrers.count { $0.annotations["dev.sigstore.bundle.predicateType"] == Self.runType } == 8)
    }

    @Test("a release's evidence is carried into an air gap, and verifies there as it did outside")
    func airGap() async throws {
        let shop = try await Shop.make()
        let inside = try TemporaryDirectory()
        var outside: [String] = []
        for service in Shop.services {
            let image = try shop.storefront.image(of: service, in: "previous.yaml")
            let carried = try await shop.storefront.airworthy(
                "image", "copy", "-q", try shop.place(of: service), "oci:\(inside.path("acme/\(service)"))")
            try #require(carried.status == 0, "\(carried)")
            let verified = try await shop.storefront.airworthy("verify", "image", "--deep", image)
            #expect(verified.status == 0, "\(verified)")
            outside.append(verified.output)
        }
        // The project goes in without its images, and nothing else is there to be asked.
        try FileManager.default.removeItem(atPath: shop.storefront.path("images"))
        var results: [String] = []
        for service in Shop.services {
            let image = try shop.storefront.image(of: service, in: "previous.yaml")
            let verified = try await shop.storefront.airworthy(
                "verify", "image", "--deep", "--offline", "--layout", inside.path, image)
            #expect(verified.status == 0, "\(verified)")
            results.append(verified.output)
        }
        #expect(results.map(Transcript.stable) == outside.map(Transcript.stable))
        // The whole checklist too, with what was carried where the settings look for images.
        try FileManager.default.copyItem(atPath: inside.path, toPath: shop.storefront.path("images"))
        let run = try await shop.run("--offline", "--publish")
        #expect(run.status == 0, "\(run)")
        let audit = try await shop.storefront.airworthy("evidence", "audit", "--offline")
        #expect(audit.status == 0 && audit.output.contains("\n30 present, 0 missing"), "\(audit)")
        // A layout that lost what leads to the signature still has its bytes; nobody would find them.
        let index = "images/acme/checkout/index.json"
        let text = String(decoding: try shop.storefront.read(index), as: UTF8.self)
        try shop.storefront.write(text.replacing(".sig\"", with: ".gone\""), to: index)
        let lost = try await shop.storefront.airworthy("evidence", "audit", "--offline")
        #expect(lost.status == 1 && lost.output.contains("\n29 present, 1 missing"), "\(lost)")
        #expect(
            lost.output.contains(
                /\(`images-signed` in pre-release of [0-9.]+-1\) is not attached \[evidence-missing\]/),
            "\(lost)")
        // Without the layouts nobody can be asked: that is not "present".
        let blind = try await shop.storefront.airworthy(
            "evidence", "audit", "--offline", "--mirror", shop.registry.host)
        #expect(blind.status == 3 && blind.output.contains("[offline]"), "\(blind)")
    }

    @Test("skopeo reads a layout we wrote and a registry we filled; what skopeo wrote we read")
    func skopeo() async throws {
        let shop = try await Shop.make()
        let directory = try TemporaryDirectory()
        let carried = try await shop.storefront.airworthy(
            "image", "copy", "-q", try shop.place(of: "checkout"), "oci:\(directory.path("ours")):v1")
        try #require(carried.status == 0, "\(carried)")
        try await shop.registry.copy("oci:\(directory.path("ours")):v1", "oci:\(directory.path("theirs")):v1")
        try await shop.registry.copy(
            "docker://\(try shop.place(of: "checkout"))", "oci:\(directory.path("pulled")):v1")
        let digest = try shop.digest(of: "checkout")
        for name in ["ours", "theirs", "pulled"] {
            let tree = try await shop.storefront.airworthy("image", "tree", "oci:\(directory.path(name)):v1")
            #expect(tree.status == 0 && tree.output.contains("index  \(digest)"), "\(name): \(tree)")
        }
    }

    @Test("`image tree` shows platforms and attachments by kind, in text and JSON, and exits 1 for what is not there")
    func tree() async throws {
        let shop = try await Shop.make()
        let place = try shop.place(of: "checkout")
        let tree = try await shop.storefront.airworthy("image", "tree", place)
        #expect(tree.status == 0, "\(tree)")
        for words in ["platform linux/amd64", "platform linux/arm64", "signature", "attestation", "cyclonedx.org/bom"] {
            #expect(tree.output.contains(words), "\(words)")
        }
        struct Tree: Decodable {
            struct Item: Decodable {
                let kind: String
                let digest: String
                let size: Int
                let predicateType: String?
            }

            let items: [Item]
        }
        let json = try await shop.storefront.airworthy("image", "tree", "--json", place)
        let items = try JSONDecoder().decode(Tree.self, from: Data(json.output.utf8)).items
        #expect(
            items.map(\.kind) == ["index", "platform", "platform", "signature"]
                + Array(repeating: "attestation", count: 4))
        #expect(items.first?.digest == (try shop.digest(of: "checkout")))
        #expect(
            Set(items.compactMap(\.predicateType)) == [
                "https://cyclonedx.org/bom", "https://slsa.dev/provenance/v1",
                "https://cosign.sigstore.dev/attestation/vuln/v1", "https://openvex.dev/ns/v0.2.0",
            ])
        let none = try await shop.storefront.airworthy("image", "tree", "\(shop.registry.host)/acme/checkout:nothing")
        #expect(none.status == 1 && none.errors.contains("[missing-manifest]"), "\(none)")
        let nobody = try await shop.storefront.airworthy("image", "tree", "--offline", place)
        #expect(nobody.status == 3 && nobody.errors.contains("[offline]"), "\(nobody)")
        let bare = try await shop.storefront.airworthy("image", "tree", "\(shop.registry.host)/acme/checkout")
        #expect(bare.status == 2 && bare.errors.contains("[image-reference]"), "\(bare)")
    }

    @Test("what is listed and gone is not left out of a copy in silence")
    func incomplete() async throws {
        let shop = try await Shop.make()
        let hex = try shop.digest(of: "checkout").dropFirst("sha256:".count)
        // The signature's manifest disappears from the layout; its tag still names it.
        let index = try Storefront.Document(shop.storefront.read("images/acme/checkout/index.json"))
        let signature = index.manifests?.first {
            $0.annotations?["org.opencontainers.image.ref.name"] == "sha256-\(hex).sig"
        }
        let blob = "images/acme/checkout/blobs/sha256/\((signature?.digest ?? "").dropFirst("sha256:".count))"
        try FileManager.default.removeItem(atPath: shop.storefront.path(blob))
        let copied = try await shop.storefront.airworthy(
            "image", "copy", "-q", try shop.storefront.image(of: "checkout", in: "previous.yaml"),
            "\(shop.registry.host)/acme/elsewhere:v1")
        #expect(copied.status == 1 && copied.errors.contains("[missing-manifest]"), "\(copied)")
        let tree = try await shop.storefront.airworthy("image", "tree", "\(shop.registry.host)/acme/elsewhere:v1")
        #expect(tree.status == 1)
    }
}
