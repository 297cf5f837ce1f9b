import Testing

@testable import Airworthy

@Suite("docker-reference")
struct DockerReferenceTests {
    @Test(
        "the repository is what is left without tag and digest",
        arguments: [
            ("ghcr.io/acme/web", "ghcr.io/acme/web"), ("ghcr.io/acme/web:v3", "ghcr.io/acme/web"),
            ("127.0.0.1:5001/web:v1", "127.0.0.1:5001/web"), ("127.0.0.1:5001/web", "127.0.0.1:5001/web"),
            ("ghcr.io/acme/web:v3@sha256:00", "ghcr.io/acme/web"),
            ("index.docker.io/library/nginx", "docker.io/library/nginx"), ("", ""),
        ])
    func repository(_ reference: String, _ repository: String) {
        #expect(DockerReference.repository(in: reference) == repository)
    }
}
