import Foundation
import Trust

/// Pushing (distribution-spec 1.1, "Push").
extension RegistryState {
    /// distribution-spec: a registry should accept manifests of up to 4 MiB, and ends there.
    private static let manifestLimit = 4 << 20

    mutating func put(_ request: RegistryRequest, manifest reference: String, in name: String) -> RegistryReply {
        let bytes = request.body
        guard bytes.count <= Self.manifestLimit else { return .error(413, "SIZE_INVALID") }
        guard let mediaType = request["content-type"], let document = RegistryDocument(bytes),
            document.mediaType == nil || document.mediaType == mediaType
        else { return .error(400, "MANIFEST_INVALID") }
        let named = Digest(reference)
        let digest = Digest.of(bytes, named?.algorithm ?? .sha256)
        guard named == nil || named == digest else { return .error(400, "DIGEST_INVALID") }
        guard named != nil || Self.isTag(reference) else { return .error(400, "TAG_INVALID") }
        if let refusal = missing(document, in: name) ?? changed(reference, in: name, request) { return refusal }
        store(bytes, mediaType: mediaType, as: digest, in: name, tag: named == nil ? reference : nil)
        var reply = RegistryReply(
            201,
            [
                "Location": "/v2/\(name)/manifests/\(digest)", "Docker-Content-Digest": "\(digest)",
                "ETag": "\"\(digest)\"",
            ])
        if traits.listsReferrers, let subject = document.subject?.digest { reply["OCI-Subject"] = subject }
        return reply
    }

    /// What a manifest names must be there first; its subject need not.
    private func missing(_ document: RegistryDocument, in name: String) -> RegistryReply? {
        let repository = repository(name)
        let blobs = [document.config].compactMap { $0 } + (document.layers ?? []).filter { $0.urls?.isEmpty != false }
        for blob in blobs where repository.blobs[blob.digest ?? ""] == nil {
            return .error(404, "MANIFEST_BLOB_UNKNOWN", blob.digest ?? "")
        }
        for manifest in document.manifests ?? [] where repository.manifests[manifest.digest ?? ""] == nil {
            return .error(404, "MANIFEST_UNKNOWN", manifest.digest ?? "")
        }
        return nil
    }

    /// RFC 9110 §13.1: who saw another manifest here than there is now must look again.
    private func changed(_ reference: String, in name: String, _ request: RegistryRequest) -> RegistryReply? {
        guard traits.comparesBeforeWriting else { return nil }
        let repository = repository(name)
        let current = repository.tags[reference] ?? (repository.manifests[reference] != nil ? reference : nil)
        func names(_ header: String, _ digest: String) -> Bool {
            header == "*"
                || header.split(separator: ",").contains {
                    $0.trimmingCharacters(in: .init(charactersIn: " \"")) == digest
                }
        }
        if let header = request["if-match"] {
            guard let current, names(header, current) else { return .error(412, "DENIED") }
        }
        if let header = request["if-none-match"], let current, names(header, current) {
            return .error(412, "DENIED")
        }
        return nil
    }

    // MARK: - Blobs

    mutating func upload(_ request: RegistryRequest, _ session: String?, to name: String) -> RegistryReply {
        guard let session else {
            return request.method == "POST" ? begin(request, in: name) : .error(405, "UNSUPPORTED")
        }
        guard let arrived = uploads[session] else { return .error(404, "BLOB_UPLOAD_UNKNOWN") }
        switch request.method {
        case "GET": return progress(204, of: session, in: name)
        case "DELETE":
            uploads[session] = nil
            return RegistryReply(204)
        case "PATCH":
            // "start-end", both included; a chunk that leaves a gap is refused with how far the upload has come.
            if let start = request["content-range"]?.split(separator: "-").first, Int(start) != arrived.count {
                return progress(416, of: session, in: name)
            }
            uploads[session] = arrived + request.body
            return progress(202, of: session, in: name)
        case "PUT":
            guard let digest = request.query("digest").flatMap({ Digest($0) }) else {
                return .error(400, "DIGEST_INVALID")
            }
            if let start = request["content-range"]?.split(separator: "-").first, Int(start) != arrived.count {
                return progress(416, of: session, in: name)
            }
            uploads[session] = nil
            return finish(arrived + request.body, as: digest, in: name)
        default: return .error(405, "UNSUPPORTED")
        }
    }

    private mutating func begin(_ request: RegistryRequest, in name: String) -> RegistryReply {
        if let mount = request.query("mount"), traits.mountsBlobs, let digest = Digest(mount),
            let bytes = request.query("from").flatMap({ repositories[$0]?.blobs[mount] })
        {
            return finish(bytes, as: digest, in: name)
        }
        if let text = request.query("digest") {
            guard let digest = Digest(text) else { return .error(400, "DIGEST_INVALID") }
            return finish(request.body, as: digest, in: name)
        }
        let session = UUID().uuidString.lowercased()
        uploads[session] = []
        return progress(202, of: session, in: name)
    }

    private mutating func finish(_ bytes: [UInt8], as digest: Digest, in name: String) -> RegistryReply {
        guard Digest.of(bytes, digest.algorithm) == digest else { return .error(400, "DIGEST_INVALID") }
        store(blob: bytes, as: digest, in: name)
        return RegistryReply(
            201, ["Location": "/v2/\(name)/blobs/\(digest)", "Docker-Content-Digest": "\(digest)"])
    }

    private func progress(_ status: Int, of session: String, in name: String) -> RegistryReply {
        RegistryReply(
            status,
            [
                "Location": "/v2/\(name)/blobs/uploads/\(session)", "Docker-Upload-UUID": session,
                "Range": "0-\(max((uploads[session]?.count ?? 0) - 1, 0))",
            ])
    }

    /// distribution-spec: `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`.
    private static func isTag(_ text: String) -> Bool {
        guard let first = text.first, first != ".", first != "-", text.utf8.count <= 128 else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
