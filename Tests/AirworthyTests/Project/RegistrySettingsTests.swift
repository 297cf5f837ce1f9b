import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("settings of registries")
struct RegistrySettingsTests {
    private func project(_ registries: String) throws(InputError) -> Project {
        try Project(Array("apiVersion: airworthy/v1\nregistries:\n\(registries)".utf8), source: "airworthy.yaml")
    }

    @Test("everything that can be said is read")
    func all() throws {
        let registries = try project(
            """
              a.example: {location: mirror.internal/hub}
              b.example: {mirrors: [mirror.internal, "cache.internal:5000/b/c"], caFile: ca.pem, requests: 12}
              c.example: {clientCertificate: me.pem, clientKey: me.key}
              d.example: {layout: images}
              "127.0.0.1:5000": {plainHTTP: true}

            """
        ).registries
        #expect(registries["a.example"]?.location?.description == "mirror.internal/hub")
        #expect(registries["b.example"]?.mirrors.map(\.description) == ["mirror.internal", "cache.internal:5000/b/c"])
        #expect(registries["b.example"]?.requests == 12)
        #expect(registries["c.example"]?.clientKey == "me.key")
        #expect(registries["d.example"]?.requests == RegistrySettings.defaultRequests)
        #expect(registries["127.0.0.1:5000"]?.plainHTTP == true)
    }

    @Test("a repository is below the path of the place that holds it")
    func places() throws {
        let app = try ImageReference("a.example/acme/app:v1")
        #expect(try RegistryPlace("m.internal/hub").holding(app).description == "m.internal/hub/acme/app:v1")
        #expect(try RegistryPlace("m.internal:5000").holding(app).description == "m.internal:5000/acme/app:v1")
    }

    @Test(
        "contradictions are refused at their line",
        arguments: [
            ("{layout: images, caFile: ca.pem}", "registry-settings"),
            ("{layout: images, mirrors: [m.internal]}", "registry-settings"),
            ("{layout: images, location: m.internal}", "registry-settings"),
            ("{location: m.internal, caFile: ca.pem}", "registry-settings"),
            ("{location: m.internal, mirrors: [n.internal]}", "registry-settings"),
            ("{location: a.example}", "registry-settings"), ("{plainHTTP: true, caFile: ca.pem}", "registry-settings"),
            ("{plainHTTP: true, clientCertificate: a, clientKey: b}", "registry-settings"),
            ("{clientCertificate: me.pem}", "registry-settings"), ("{clientKey: me.key}", "registry-settings"),
            ("{requests: 0}", "out-of-range"), ("{requests: 1000001}", "out-of-range"),
            ("{mirrors: [\"https://m.internal\"]}", "registry-place"), ("{location: m}", "registry-place"),
            ("{location: \"m.internal/a:tag\"}", "registry-place"), ("{location: m.internal/../a}", "registry-place"),
            ("{mirror: [m.internal]}", "unknown-key"),
        ])
    func contradictions(settings: String, code: String) {
        let error = #expect(throws: InputError.self) { try project("  a.example: \(settings)\n") }
        #expect(error?.diagnostics.first.code == code)
        #expect(error?.diagnostics.first.location?.description.hasPrefix("airworthy.yaml:3:") == true)
    }
}
