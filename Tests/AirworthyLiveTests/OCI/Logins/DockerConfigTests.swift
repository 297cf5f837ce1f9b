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
        let login = try #require(config.login(for: registry))
        guard case .password(let user, let password) = login else {
            Issue.record("a password is a password")
            return
        }
        #expect(user == "alice")
        #expect(password.withBytes { Array($0) } == Array("se:cret".utf8))
        #expect(config.login(for: "registry.example.evil") == nil)
        #expect("\(login)".contains("cret") == false)
    }

    @Test("entries without a password, and other keys, are nobody")
    func others() throws {
        let config = try config(
            #"{"auths":{"a.example":{},"b.example":{"auth":"","identitytoken":"t"}},"HttpHeaders":{}}"#)
        #expect(config.login(for: "a.example") == nil)
        guard case .identityToken = config.login(for: "b.example") else {
            Issue.record("an identity token is one")
            return
        }
    }

    @Test("a registry's own helper comes before the general store")
    func helpers() throws {
        let config = try config(#"{"credHelpers":{"https://c.example/v1/":"ecr-login"},"credsStore":"pass"}"#)
        #expect(config.helper(for: "c.example") == "ecr-login")
        #expect(config.helper(for: "d.example") == "pass")
        #expect(try self.config(#"{"credsStore":""}"#).helper(for: "d.example") == nil)
    }

    @Test(
        "what is not the end of a program's name never becomes one", arguments: ["../evil", "a b", "a/b", "a;b", "é"])
    func strangeHelpers(name: String) {
        for text in [#"{"credsStore":"\#(name)"}"#, #"{"credHelpers":{"c.example":"\#(name)"}}"#] {
            let error = #expect(throws: InputError.self) { try config(text) }
            #expect(error?.diagnostics.first.code == "docker-config-invalid")
        }
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
