import AirworthyTesting
import Testing
import Trust

@testable import AirworthyLive

@Suite("the Docker configuration")
struct DockerConfigTests {
    private func config(_ text: String) throws -> DockerConfig {
        try DockerConfig(Array(text.utf8), name: "config.json")
    }

    @Test(
        "a registry's password is found by the names it goes by",
        arguments: [
            ("registry.example", "registry.example"), ("https://registry.example", "registry.example"),
            ("https://registry.example:5000/v2/", "registry.example:5000"),
            ("https://index.docker.io/v1/", "docker.io"), ("docker.io", "docker.io"),
        ])
    func keys(key: String, registry: String) throws {
        let config = try config(#"{"auths":{"\#(key)":{"auth":"YWxpY2U6c2U6Y3JldA=="}}}"#)
        let credentials = try #require(config.credentials(for: registry))
        #expect(credentials.user == "alice")
        #expect(credentials.password.withBytes { Array($0) } == Array("se:cret".utf8))
        #expect(config.credentials(for: "registry.example.evil") == nil)
        #expect("\(credentials)".contains("cret") == false)
    }

    @Test("entries without a password, and other keys, are nobody")
    func others() throws {
        let config = try config(
            #"{"auths":{"a.example":{},"b.example":{"auth":"","identitytoken":"t"}},"credHelpers":{"c.example":"ecr"},"HttpHeaders":{}}"#
        )
        for registry in ["a.example", "b.example", "c.example"] { #expect(config.credentials(for: registry) == nil) }
        #expect(!config.isHelped("a.example"))
        #expect(config.isHelped("b.example"))
        #expect(config.isHelped("c.example"))
    }

    @Test(
        "what cannot be read is an error that quotes nothing",
        arguments: [
            "{", #"{"auths":{"a.example":{"auth":"hunter2!"}}}"#, #"{"auths":{"a.example":{"auth":"aHVudGVyMg=="}}}"#,
        ])
    func unreadable(text: String) {
        let error = #expect(throws: InputError.self) { try config(text) }
        #expect(error?.diagnostics.first.code == "docker-config-invalid")
        #expect(error.map { "\($0)".contains("hunter") } == false)
    }

    @Test("the file is where Docker keeps it")
    func path() {
        #expect(DockerConfig.path(environment: ["HOME": "/users/a"]) == "/users/a/.docker/config.json")
        #expect(
            DockerConfig.path(environment: ["HOME": "/users/a", "DOCKER_CONFIG": "/etc/d"]) == "/etc/d/config.json")
        #expect(DockerConfig.path(environment: [:]) == nil)
    }
}
