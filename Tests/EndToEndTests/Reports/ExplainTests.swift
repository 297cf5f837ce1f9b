import AirworthyTesting
import Foundation
import Testing

/// What `explain` owes whoever has to mend something: the rule, the place, the bytes, and what would have passed.
@Suite("Explanations")
struct ExplainTests {
    /// The explanation of one step of a run that did not clear.
    private func explanation(of step: String, in storefront: Storefront) async throws -> String {
        let run = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q")
        #expect(run.status == 1, "\(run)")
        let result = try await storefront.airworthy("explain", "latest", step)
        #expect(result.status == 0, "\(result)")
        return result.output
    }

    private func expect(_ explanation: String, says lines: [String], at place: SourceLocation = #_sourceLocation) {
        for line in lines {
            #expect(explanation.contains(line), "it does not say `\(line)`:\n\(explanation)", sourceLocation: place)
        }
    }

    @Test("of drift: the place in the live file, its line as it is, and the value that was desired")
    func drift() async throws {
        let storefront = try await Storefront.make()
        try storefront.replace("basket: 50", with: "basket: 5000", in: "configs/live/checkout.yaml")
        expect(
            try await explanation(of: "checkout-drift", in: storefront),
            says: [
                "   rule     drift-files/drifted: a value, a file's content,",
                "   found    `/limits/basket` is 5000, desired 50 [drifted]",
                "   where    configs/live/checkout.yaml:1:",
                "            1 │ limits: {basket: 5000, orders-per-minute: 600}\n",
                "   passes   when `/limits/basket` is 50\n", "   fix      restore the desired state",
            ])
        let json = try await storefront.airworthy("explain", "latest", "checkout-drift", "--json")
        #expect(json.output.contains("\"when `/limits/basket` is 50\""), "\(json)")
    }

    @Test("of a signature: the image, the decision that was kept, and whose signatures would count")
    func signature() async throws {
        let storefront = try await Storefront.make()
        try storefront.replace(
            "require: {anyOf: [release, old-ci]}", with: "require: {anyOf: [build]}", in: "Keys/trust.yaml")
        let image = try storefront.image(of: "checkout", in: "previous.yaml")
        let digest = try #require(image.split(separator: "@").last)
        let name = "registry.example/acme/checkout@\(digest)"
        expect(
            try await explanation(of: "images-signed/checkout", in: storefront),
            says: [
                "   rule     image-signature/untrusted-signer: ", "   where    \(name)\n",
                "   seen     signatures of \(name)  sha256:",
                "            │ {\"rules\":[{\"accepted\":[],\"id\":\"release-images\"",
                "   passes   when `\(name)` has signatures that count of 1 of build: rule `release-images` of the trust policy\n",
            ])
    }

    @Test("of a program: what it printed, byte for byte, and the line that was missing")
    func command() async throws {
        let storefront = try await Storefront.make()
        try storefront.replace(
            "        try:\n", with: "        try:\n            assert name != \"checkout\", \"no\"\n", in: "smoke")
        // Writing a file whole makes another one of it.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: storefront.path("smoke"))
        expect(
            try await explanation(of: "programs-compile", in: storefront),
            says: [
                "   rule     command/exit-status: the program ended with another status",
                "   rule     command/output-mismatch: ",
                "   found    `./smoke` ended with status 1, expected 0 [exit-status]",
                "   passes   when `./smoke` ended with status 0\n",
                "   found    the output has no line `failed: 0` [output-mismatch]",
                "   passes   when the output has the line `failed: 0`\n", "   seen     stdout  sha256:",
                "            │ checkout: no\n", "            │ failed: 1\n",
            ])
    }
}
