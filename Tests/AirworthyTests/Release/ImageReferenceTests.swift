import Airworthy
import Testing
import Trust

@Suite("ImageReference")
struct ImageReferenceTests {
    private static let digest = "sha256:" + String(repeating: "0f", count: 32)

    @Test(
        "sound references are read and written back",
        arguments: [
            "registry.example/acme/checkout@\(digest)", "registry.example/acme/checkout:3.0@\(digest)",
            "localhost/a:b", "127.0.0.1:5001/app:v1", "ghcr.io/o/r.x_y-z/a:V1",
        ])
    func sound(text: String) throws {
        #expect(try ImageReference(text).description == text)
    }

    @Test(
        "anything else is refused by name",
        arguments: [
            "nginx", "library/nginx", "registry.example/Acme/x", "registry.example/../etc/passwd",
            "registry.example/a//b", "registry.example/a/", "registry.example/a@sha256:ABCD", "registry.example/a:",
            "registry.example:port/a", "registry.example/a@md5:00", "Registry.example/a", "registry.example/a b", "",
            "registry.example/.hidden", "registry.example/a:-x",
        ])
    func refused(text: String) {
        let error = #expect(throws: InputError.self) { try ImageReference(text) }
        #expect(error?.diagnostics.first.code == "image-reference")
    }
}
