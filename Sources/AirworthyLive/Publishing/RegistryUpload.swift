import Airworthy
import Trust

/// One upload of one blob (distribution-spec, "Pushing blobs"): a mount, or a session and its content in one piece, or in
/// chunks when it is large, each going on where the registry says the last one ended.
struct RegistryUpload {
    /// What is sent in one request; more goes in chunks of this size.
    static let chunkSize: Int64 = 64 << 20
    private static let resumptionLimit = 3

    let requests: RegistryRequests
    let repository: ImageReference
    let blob: Descriptor
    var chunkSize = Self.chunkSize

    enum Beginning {
        /// The registry had the blob elsewhere, and it is now here too.
        case mounted
        case session(HTTPURL, leastChunk: Int64)
    }

    /// - Parameter origin: a repository of the same registry to mount the blob from.
    func begin(mountingFrom origin: String? = nil) async throws(Obstacle) -> Beginning {
        let uploads = try requests.url("blobs/uploads", of: repository).text + "/"
        guard let url = HTTPURL(uploads + (origin.map { "?mount=\(blob.digest)&from=\($0)" } ?? "")) else {
            throw refused("no address to upload to")
        }
        let response = try await requests.send(
            HTTPRequest(method: .post, url: url), of: repository, alsoReading: origin, into: Self.remarks)
        switch response.status {
        case 201 where origin != nil:
            try response.requireDigest(blob.digest, in: repository)
            return .mounted
        case 202:
            let least = response["oci-chunk-min-length"].flatMap { Int64($0) } ?? 0
            return .session(try next(response, after: url), leastChunk: least)
        default: throw response.writeObstacle(for: repository)
        }
    }

    /// Sends `content` from beginning to end and has the registry compare its digest.
    func send(_ content: BlobFile, to session: HTTPURL, leastChunk: Int64) async throws(Obstacle) {
        let chunk = max(chunkSize, min(leastChunk, 1 << 30))
        guard blob.size > chunk else {
            return try await close(session, with: BlobBody(content, range: 0..<blob.size))
        }
        var place = session
        var sent: Int64 = 0
        var resumptions = 0
        while sent < blob.size {
            do throws(Obstacle) {
                let before = sent
                (place, sent) = try await patch(
                    place, BlobBody(content, range: sent..<min(sent + chunk, blob.size)), from: sent)
                guard sent > before else { throw refused("the registry takes pieces and has none of them") }
            } catch {
                resumptions += 1
                guard resumptions <= Self.resumptionLimit, Self.mayPass(error) else { throw error }
                (place, sent) = try await progress(of: place)
            }
        }
        try await close(place, with: nil)
    }

    /// Sends a small blob in one piece.
    func send(_ bytes: [UInt8], to session: HTTPURL) async throws(Obstacle) {
        try await close(session, with: BytesBody(bytes))
    }

    private func close(_ session: HTTPURL, with body: (any UploadBody)?) async throws(Obstacle) {
        let query = session.text + (session.text.contains("?") ? "&" : "?") + "digest=\(blob.digest)"
        guard let url = HTTPURL(query) else { throw refused("no address to end the upload at") }
        let response = try await requests.send(request(.put, url, body), of: repository, into: Self.remarks)
        guard response.status == 201 else { throw response.writeObstacle(for: repository) }
        try response.requireDigest(blob.digest, in: repository)
    }

    private func patch(
        _ place: HTTPURL, _ body: BlobBody, from start: Int64
    ) async throws(Obstacle) -> (HTTPURL, Int64) {
        var request = request(.patch, place, body)
        // Not a range of HTTP's: no unit, and no total (distribution-spec, "Pushing a blob in chunks").
        request.headers.append(("Content-Range", "\(start)-\(start + body.size - 1)"))
        let response = try await requests.send(request, of: repository, into: Self.remarks)
        guard response.status == 202 else { throw response.writeObstacle(for: repository) }
        return (try next(response, after: place), try received(response) ?? start + body.size)
    }

    /// Asks how much has arrived.
    private func progress(of place: HTTPURL) async throws(Obstacle) -> (HTTPURL, Int64) {
        let response = try await requests.send(HTTPRequest(url: place), of: repository, into: Self.remarks)
        guard response.status == 204 else { throw response.writeObstacle(for: repository) }
        return (try next(response, after: place), try received(response) ?? 0)
    }

    /// The `Range` of an upload names the last byte that is there: `0-99` is 100 bytes, and `0-0` one or none, which the
    /// specification leaves open; taken for none, the worst is a byte that is refused.
    private func received(_ response: HTTPResponse) throws(Obstacle) -> Int64? {
        guard let range = response["range"] else { return nil }
        let text = range.hasPrefix("bytes=") ? range.dropFirst("bytes=".count) : range[...]
        guard text.hasPrefix("0-"), let last = Int64(text.dropFirst(2)), last >= 0, last < blob.size else {
            throw refused("the registry says it has `\(range.prefix(60))` of \(blob.size) bytes")
        }
        return last == 0 ? 0 : last + 1
    }

    private func next(_ response: HTTPResponse, after url: HTTPURL) throws(Obstacle) -> HTTPURL {
        guard let location = response["location"] else { return url }
        guard let next = HTTPURL(location, relativeTo: response.url), next.hasSameOrigin(as: url) else {
            // The proof of who we are would go with it.
            throw Obstacle(
                "registry-upload-elsewhere",
                "`\(repository.registry)` wants the upload continued at `\(HTTPURL.shown(location))`",
                at: .image(repository.repository),
                remedy: "have the registry name addresses on its own host, with its own scheme")
        }
        return next
    }

    private func request(_ method: HTTPRequest.Method, _ url: HTTPURL, _ body: (any UploadBody)?) -> HTTPRequest {
        var request = HTTPRequest(
            method: method, url: url, headers: [("Content-Type", "application/octet-stream")], body: body)
        // A megabyte a second is slow and still alive; and a registry is silent while it hashes what it was sent.
        request.deadlines.total += .seconds(blob.size >> 20)
        request.deadlines.silence += .seconds(blob.size >> 26)
        return request
    }

    /// What may have been the network's fault.
    private static func mayPass(_ obstacle: Obstacle) -> Bool {
        ["registry-broken", "registry-timeout", "registry-busy", "registry-status"].contains(obstacle.diagnostic.code)
    }

    private static var remarks: BodyBuffer { BodyBuffer(limit: 64 << 10) }

    private func refused(_ fault: String) -> Obstacle {
        Obstacle(
            "registry-refused", "the blob `\(repository.repository)@\(blob.digest)` cannot be uploaded: \(fault)",
            at: .image("\(repository.repository)@\(blob.digest)"))
    }
}
