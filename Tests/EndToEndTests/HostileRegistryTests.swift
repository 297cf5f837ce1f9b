import AirworthyTesting
import Foundation
import Testing

/// The program against a real registry whose content was changed after signing: each change is refused by its own name.
@Suite(
    "A registry that was tampered with", .serialized, .enabled(if: Peers.have(.cosign2, .skopeo, .registry)))
struct HostileRegistryTests {
    /// Two images in a registry of their own, both signed by cosign in place, and a project that trusts its key.
    private struct Scene {
        let storefront: Storefront
        let registry: Registry
        let checkout: String
        let payments: String

        static func make() async throws -> Scene {
            let storefront = try await Storefront.make()
            let registry = try Registry()
            let scene = Scene(
                storefront: storefront, registry: registry,
                checkout: try await registry.push("checkout", "3.0.1", from: storefront, signature: false),
                payments: try await registry.push("payments", "4.1.0", from: storefront, signature: false))
            let made = try await Peers.cosign2.run("generate-key-pair", in: storefront.path("Keys"))
            try #require(made.status == 0, "\(made)")
            for image in [scene.checkout, scene.payments] { try await scene.sign(image) }
            try storefront.replace(
                "registries:\n", with: "registries:\n  \"\(registry.host)\": {plainHTTP: true}\n", in: "airworthy.yaml")
            try storefront.replace(
                "people:\n", with: "  - {id: cosign, file: cosign.pub}\npeople:\n", in: "Keys/trust.yaml")
            try storefront.replace(
                "rules:\n",
                with: "rules:\n  - {id: cosign, images: [\"\(registry.host)/**\"], require: {anyOf: [cosign]}}\n",
                in: "Keys/trust.yaml")
            return scene
        }

        func sign(_ image: String) async throws {
            let signed = try await Peers.cosign2.run(
                "sign", "-y", "--tlog-upload=false", "--allow-http-registry", "--key",
                storefront.path("Keys/cosign.key"), image)
            try #require(signed.status == 0, "\(signed)")
        }

        func ask(_ kind: String, _ image: String) async throws -> (status: Int32, codes: [String]) {
            let result = try await storefront.airworthy("check", kind, image, "--json")
            return (result.status, try CheckAnswer(result).codes)
        }

        func digest(_ image: String) -> String { String(image.split(separator: "@").last ?? "") }

        func signatureTag(_ image: String) -> String { digest(image).replacing(":", with: "-") + ".sig" }
    }

    @Test("what was signed and left alone passes")
    func genuine() async throws {
        let scene = try await Scene.make()
        for kind in ["image-signature", "image-digest"] {
            let answer = try await scene.ask(kind, scene.checkout)
            #expect(answer.status == 0 && answer.codes.isEmpty, "\(kind) \(answer)")
        }
    }

    @Test("a signature by a known key that the rule does not name is by nobody it trusts")
    func otherKey() async throws {
        let scene = try await Scene.make()
        try scene.storefront.replace("anyOf: [cosign]", with: "anyOf: [release]", in: "Keys/trust.yaml")
        let answer = try await scene.ask("image-signature", scene.checkout)
        #expect(answer.status == 1 && answer.codes == ["untrusted-signer"], "\(answer)")
    }

    @Test("a signature by an unknown key is no signature of anybody's")
    func unknownKey() async throws {
        let scene = try await Scene.make()
        let made = try await Peers.cosign2.run("generate-key-pair", in: scene.storefront.path("secrets"))
        try #require(made.status == 0, "\(made)")
        try scene.storefront.read("secrets/cosign.pub").write(
            to: URL(filePath: scene.storefront.path("Keys/cosign.pub")))
        let answer = try await scene.ask("image-signature", scene.checkout)
        #expect(answer.status == 1 && answer.codes == ["bad-signature"], "\(answer)")
    }

    @Test("a genuine signature of another image is about another image")
    func otherDigest() async throws {
        let scene = try await Scene.make()
        let registry = scene.registry
        try await registry.copy(
            "docker://\(registry.host)/acme/checkout:\(scene.signatureTag(scene.checkout))",
            "docker://\(registry.host)/acme/payments:\(scene.signatureTag(scene.payments))")
        let answer = try await scene.ask("image-signature", scene.payments)
        #expect(answer.status == 1 && answer.codes == ["wrong-subject"], "\(answer)")
    }

    @Test("a tag that was moved is told apart from the digest beside it")
    func movedTag() async throws {
        let scene = try await Scene.make()
        let registry = scene.registry
        let named = "\(registry.host)/acme/checkout:3.0.1@\(scene.digest(scene.checkout))"
        #expect(try await scene.ask("image-pinned", named).status == 0)
        try await registry.copy("docker://\(scene.payments)", "docker://\(registry.host)/acme/checkout:3.0.1")
        let answer = try await scene.ask("image-pinned", named)
        #expect(answer.status == 1 && answer.codes == ["tag-moved"], "\(answer)")
    }

    @Test("a byte of a layer flipped in the registry's storage is found by its digest")
    func flippedByte() async throws {
        let scene = try await Scene.make()
        let layer = try scene.storefront.layer(of: "checkout", "3.0.1")
        try scene.registry.flipByte(of: layer)
        let answer = try await scene.ask("image-digest", scene.checkout)
        #expect(answer.status == 1 && answer.codes == ["digest-mismatch"], "\(answer)")
        // Whoever signed it signed other bytes than are served now; the signature itself has not changed.
        #expect(try await scene.ask("image-signature", scene.checkout).status == 0)
    }

    @Test("an unreachable registry is neither a pass nor a finding")
    func unreachable() async throws {
        let scene = try await Scene.make()
        let storefront = scene.storefront
        try storefront.replace(scene.registry.host, with: "127.0.0.1:9", in: "airworthy.yaml")
        let image = scene.checkout.replacing(scene.registry.host, with: "127.0.0.1:9")
        try storefront.replace("\"\(scene.registry.host)/**\"", with: "\"127.0.0.1:9/**\"", in: "Keys/trust.yaml")
        for kind in ["image-signature", "image-digest"] {
            let result = try await storefront.airworthy("check", kind, image)
            #expect(result.status == 3, "\(result)")
        }
    }
}
