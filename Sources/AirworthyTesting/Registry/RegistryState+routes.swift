import Foundation
import Trust

/// The right answers (distribution-spec 1.1).
extension RegistryState {
    mutating func answer(_ request: RegistryRequest) -> RegistryReply {
        var reply =
            switch (request.method, request.route) {
            case (_, .token): token(request)
            case ("GET", .base), ("HEAD", .base): RegistryReply(200, json: Array("{}".utf8))
            case ("GET", .manifest(let name, let reference)), ("HEAD", .manifest(let name, let reference)):
                manifest(reference, in: name)
            case ("PUT", .manifest(let name, let reference)): put(request, manifest: reference, in: name)
            case ("GET", .blob(let name, let digest)), ("HEAD", .blob(let name, let digest)):
                blob(digest, in: name, range: request.method == "GET" ? request["range"] : nil)
            case ("GET", .referrers(let name, let digest)): referrers(of: digest, in: name, request)
            case ("GET", .tags(let name)): tagList(of: name, request)
            case (_, .upload(let name, let session)): upload(request, session, to: name)
            case (_, .other): RegistryReply.error(404, "NOT_FOUND")
            default: RegistryReply.error(405, "UNSUPPORTED")
            }
        reply["Docker-Distribution-API-Version"] = "registry/2.0"
        return reply
    }

    private func manifest(_ reference: String, in name: String) -> RegistryReply {
        let repository = repository(name)
        let digest = repository.tags[reference] ?? reference
        guard let manifest = repository.manifests[digest] else { return .error(404, "MANIFEST_UNKNOWN") }
        return RegistryReply(
            200, ["Content-Type": manifest.mediaType, "Docker-Content-Digest": digest, "ETag": "\"\(digest)\""],
            body: manifest.bytes)
    }

    private func blob(_ digest: String, in name: String, range: String?) -> RegistryReply {
        guard let bytes = repository(name).blobs[digest] else { return .error(404, "BLOB_UNKNOWN") }
        var reply = RegistryReply(
            200, ["Content-Type": "application/octet-stream", "Docker-Content-Digest": digest], body: bytes)
        guard traits.servesRanges else { return reply }
        reply["Accept-Ranges"] = "bytes"
        guard let range, let wanted = Self.range(range, of: bytes.count) else { return reply }
        guard !wanted.isEmpty else {
            var refusal = RegistryReply.error(416, "RANGE_INVALID")
            refusal["Content-Range"] = "bytes */\(bytes.count)"
            return refusal
        }
        reply.status = 206
        reply.body = Array(bytes[wanted])
        reply["Content-Range"] = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(bytes.count)"
        return reply
    }

    /// RFC 9110 §14.1.2, one range only.
    ///
    /// - Returns: nil for what is to be ignored; an empty range for one that cannot be satisfied.
    static func range(_ text: String, of size: Int) -> Range<Int>? {
        guard text.hasPrefix("bytes="), !text.contains(",") else { return nil }
        let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?) where first <= last: return first < size ? first..<min(last + 1, size) : 0..<0
        case (let first?, nil) where ends[1].isEmpty: return first < size ? first..<size : 0..<0
        case (nil, let count?) where ends[0].isEmpty: return max(0, size - count)..<size
        default: return nil
        }
    }

    // MARK: - Lists

    private func referrers(of digest: String, in name: String, _ request: RegistryRequest) -> RegistryReply {
        guard traits.listsReferrers else { return .error(404, "NOT_FOUND") }
        guard Digest(digest) != nil else { return .error(400, "DIGEST_INVALID") }
        var descriptors = listed(digest, in: name) + padding(of: digest)
        let wanted = request.query("artifactType")
        let isFiltered = wanted != nil && traits.filtersReferrers
        if let wanted, isFiltered { descriptors = descriptors.filter { $0["artifactType"] as? String == wanted } }
        let (page, next) = page(of: descriptors, after: request.query("last").flatMap { Int($0) } ?? 0)
        var reply = RegistryReply(200, ["Content-Type": Self.indexType], body: Self.index(of: page))
        if isFiltered { reply["OCI-Filters-Applied"] = "artifactType" }
        if let next {
            let filter = isFiltered ? "&artifactType=\(Self.escaped(wanted ?? ""))" : ""
            reply["Link"] = "<\(request.path)?last=\(next)\(filter)>; rel=\"next\""
        }
        return reply
    }

    private func tagList(of name: String, _ request: RegistryRequest) -> RegistryReply {
        guard let repository = repositories[name] else { return .error(404, "NAME_UNKNOWN") }
        let last = request.query("last") ?? ""
        let tags = repository.tags.keys.sorted().filter { $0 > last }
        let size = request.query("n").flatMap { Int($0) } ?? traits.pageSize ?? tags.count
        var reply = RegistryReply(200, json: Self.json(["name": name, "tags": Array(tags.prefix(max(size, 0)))]))
        if size > 0, size < tags.count {
            reply["Link"] = "<\(request.path)?n=\(size)&last=\(Self.escaped(tags[size - 1]))>; rel=\"next\""
        }
        return reply
    }

    private func page(of items: [[String: Any]], after start: Int) -> ([[String: Any]], next: Int?) {
        let rest = items.dropFirst(max(start, 0))
        guard let size = traits.pageSize, rest.count > size else { return (Array(rest), nil) }
        return (Array(rest.prefix(size)), max(start, 0) + size)
    }

    /// What a fault adds to the list: well-formed entries that lead nowhere.
    private func padding(of subject: String) -> [[String: Any]] {
        (0..<padding).map { number in
            [
                "mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 700,
                "digest": "\(Digest.of(Array("\(subject) \(number)".utf8)))",
                "artifactType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            ]
        }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
