import Airworthy
import Trust

/// Requests about one repository, with whatever proof of ourselves its registry wants.
final class RegistryRequests: Sendable {
    private let registries: [String: RegistrySettings]
    private let client: HTTPClient
    private let authority: RegistryAuthority

    init(registries: [String: RegistrySettings], docker: DockerConfig) {
        self.registries = registries
        client = HTTPClient(registries: registries)
        authority = RegistryAuthority(client: client, docker: docker)
    }

    /// - Parameter path: below `/v2/<repository>/`.
    /// - Returns: any answer but 401.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, of repository: ImageReference, accept: String,
        into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        try await ask(method, try url(path, of: repository), of: repository, accept: accept, into: sink)
    }

    func ask(
        _ method: HTTPRequest.Method, _ url: HTTPURL, of repository: ImageReference, accept: String,
        into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        var request = HTTPRequest(method: method, url: url, headers: [("Accept", accept)])
        request.authorization = authority.known(for: repository)
        let response = try await client.send(request, into: sink, for: repository)
        guard response.status == 401 else { return response }
        // Somebody a redirect led to has no business asking who we are.
        guard response.url.hasSameOrigin(as: url) else { throw authority.refused(repository) }
        request.authorization = try await authority.answer(response, for: repository)
        let second = try await client.send(request, into: sink, for: repository)
        guard second.status != 401 else { throw authority.refused(repository) }
        return second
    }

    /// The address of something in a repository.
    func url(_ path: String, of repository: ImageReference) throws(Obstacle) -> HTTPURL {
        try CurlLibrary.load()
        // A parsed reference holds nothing else; one put together in code might, and would then ask for another thing.
        let isPlain = "\(repository.path)/\(path)".split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !["", ".", ".."].contains($0) && $0.utf8.allSatisfy(Self.isPlain)
        }
        let scheme = registries[repository.registry]?.plainHTTP == true ? "http" : "https"
        // Docker Hub's name for images is not the name of its registry.
        let host = repository.registry == "docker.io" ? "registry-1.docker.io" : repository.registry
        guard isPlain, let url = HTTPURL("\(scheme)://\(host)/v2/\(repository.path)/\(path)") else {
            throw Obstacle(
                "image-reference", "`\(repository)` cannot be asked for over HTTP", at: .image(repository.repository))
        }
        return url
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
