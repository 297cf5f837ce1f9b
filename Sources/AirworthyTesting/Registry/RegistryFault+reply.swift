import Foundation
import Trust

extension RegistryFault {
    /// What comes instead of the right answer, which then is not even worked out; nil for a fault that spoils it.
    func replacement(for request: RegistryRequest) -> RegistryReply? {
        switch self {
        case .status(let status, let wait):
            var reply = RegistryReply(status)
            reply["Retry-After"] = wait
            return reply
        case .loginPage:
            let page = "<!doctype html><title>Log in</title><form action=/login><input name=password></form>\n"
            return RegistryReply(200, ["Content-Type": "text/html; charset=utf-8"], body: Array(page.utf8))
        case .redirect(let address): return RegistryReply(307, ["Location": address])
        case .redirectLoop: return RegistryReply(307, ["Location": request.target])
        case .challenge(let challenge): return RegistryReply(401, ["WWW-Authenticate": challenge])
        default: return nil
        }
    }

    func spoil(_ reply: inout RegistryReply, of request: RegistryRequest) {
        switch self {
        case .digestHeader(let digest): reply["Docker-Content-Digest"] = digest
        case .otherBody(let body): reply.body = body
        case .mediaType(let mediaType): reply["Content-Type"] = mediaType
        case .claimedLength(let length): reply.delivery = .claiming(length)
        case .duplicateHeaders:
            reply.add("Docker-Content-Digest", "\(Digest.of(Array("another".utf8)))")
            reply.add("Content-Type", "text/plain")
            reply.add("Content-Length", "\(reply.body.count + 1)")
        case .gzipBomb:
            reply["Content-Encoding"] = "gzip"
            reply.body = GzipBomb.bytes
        case .truncated(let count): reply.delivery = .cut(count)
        case .reset(let count): reply.delivery = .reset(count)
        case .unmeasured(let count): reply.delivery = .unmeasured(count ?? .max)
        case .endless: reply.delivery = .endless
        case .slowHead: reply.delivery = .slowHead
        case .slowBody: reply.delivery = .slowBody
        case .linkLoop: reply["Link"] = "<\(request.target)>; rel=\"next\""
        case .endlessPages:
            reply["Link"] = "<\(request.target)\(request.target.contains("?") ? "1" : "?round=1")>; rel=\"next\""
        case .link(let address): reply["Link"] = "<\(address)>; rel=\"next\""
        case .manyLinks:
            guard let link = reply["Link"] else { return }
            reply["Link"] = "</v2/>; rel=prev; title=\"one, or <two>; rel=next\""
            reply.add("Link", link.replacing(">", with: "&note=a,b;c>"))
        case .listedStranger(let digest):
            relist(&reply) { $0 + [Self.stranger(digest)] }
        case .listedType(let type):
            relist(&reply) { $0.map { Self.setting("artifactType", of: $0, to: type) } }
        case .listedSize(let size):
            relist(&reply) { $0.map { Self.setting("size", of: $0, to: size) } }
        case .retag, .paddedReferrers: return
        case .status, .loginPage, .redirect, .redirectLoop, .challenge: return
        }
    }

    private static func setting(_ key: String, of entry: [String: Any], to value: Any?) -> [String: Any] {
        var entry = entry
        entry[key] = value
        return entry
    }

    private static func stranger(_ digest: Digest) -> [String: Any] {
        [
            "mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 700, "digest": "\(digest)",
            "artifactType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        ]
    }

    /// Changes the entries of an index; its digest, where one is given, is that of what is served.
    private func relist(_ reply: inout RegistryReply, _ change: ([[String: Any]]) -> [[String: Any]]) {
        guard var index = (try? JSONSerialization.jsonObject(with: Data(reply.body))) as? [String: Any],
            let entries = index["manifests"] as? [[String: Any]]
        else { return }
        index["manifests"] = change(entries)
        reply.body = RegistryState.json(index)
        if reply["Docker-Content-Digest"] != nil { reply["Docker-Content-Digest"] = "\(Digest.of(reply.body))" }
    }
}
