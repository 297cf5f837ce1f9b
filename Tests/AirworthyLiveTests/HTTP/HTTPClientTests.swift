import Airworthy
import AirworthyTesting
import Testing

@testable import AirworthyLive

@Suite("HTTP", .timeLimit(.minutes(10)))
struct HTTPClientTests {
    private func failure(_ server: LoopbackServer, _ deadlines: HTTPDeadlines) async throws -> HTTPFailure? {
        let client = HTTPClient(registries: [server.authority: RegistrySettings(plainHTTP: true)])
        var request = HTTPRequest(url: try #require(HTTPURL("http://\(server.authority)/")))
        request.deadlines = deadlines
        do throws(HTTPFailure) {
            _ = try await client.send(request, into: BodyBuffer(limit: 100))
            return nil
        } catch {
            return error
        }
    }

    @Test("a server that falls silent is given up, by the total and by the silence")
    func deadlines() async throws {
        let server = try LoopbackServer { _ in .silence(20) }
        let total = try await failure(server, HTTPDeadlines(total: .milliseconds(300)))
        #expect(total?.kind == .timedOut)
        let silence = try await failure(server, HTTPDeadlines(silence: .seconds(1)))
        #expect(silence?.kind == .timedOut)
    }

    @Test("interim responses leave no headers behind")
    func interim() async throws {
        let server = try LoopbackServer { _ in
            .raw(
                Array(
                    "HTTP/1.1 103 Early\r\nX-A: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-B:  2 \r\nContent-Length: 0\r\n\r\n".utf8)
            )
        }
        let client = HTTPClient(registries: [server.authority: RegistrySettings(plainHTTP: true)])
        let response = try await client.send(
            HTTPRequest(url: try #require(HTTPURL("http://\(server.authority)/"))), into: BodyBuffer(limit: 0))
        #expect(response["x-a"] == nil)
        #expect(response["x-b"] == "2")
        #expect(response.status == 200)
    }

    @Test(
        "an address is taken apart once, by the parser that opens it",
        arguments: [
            ("https://Registry.Example/v2/", "https", "registry.example", 443, "registry.example"),
            ("http://127.0.0.1:5000/a?b", "http", "127.0.0.1", 5000, "127.0.0.1:5000"),
            ("https://h.example:443/", "https", "h.example", 443, "h.example"),
            ("https://[::1]:8443/", "https", "[::1]", 8443, "[::1]:8443"),
        ])
    func addresses(text: String, scheme: String, host: String, port: Int, authority: String) throws {
        let url = try #require(HTTPURL(text))
        #expect(url.scheme.rawValue == scheme)
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.authority == authority)
    }

    @Test(
        "what is not an address we would open is none",
        arguments: [
            "", "x", "/path", "ftp://a/", "file:///etc/passwd", "https://", "https://a b/", "https://u:p@host/",
            "https://host:99999/", "https://host\u{0}.example/", "javascript:alert(1)", "https://host\\@evil/",
        ])
    func noAddresses(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test("relative addresses are resolved as RFC 3986 says")
    func relative() throws {
        let base = try #require(HTTPURL("https://h.example/v2/a/blobs/x?y=z"))
        #expect(HTTPURL("../up", relativeTo: base)?.text == "https://h.example/v2/a/up")
        #expect(HTTPURL("/root", relativeTo: base)?.text == "https://h.example/root")
        #expect(HTTPURL("//other.example/p", relativeTo: base)?.authority == "other.example")
        #expect(HTTPURL("file:///etc/passwd", relativeTo: base) == nil)
    }
}
