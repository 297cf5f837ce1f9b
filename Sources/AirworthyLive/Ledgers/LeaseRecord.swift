import Airworthy
import Trust

/// What `<environment>.json` says: the latest token, and who got it.
struct LeaseRecord: Sendable, Hashable {
    let token: FencingToken
    let holder: LeaseHolder

    init(token: FencingToken, holder: LeaseHolder) {
        self.token = token
        self.holder = holder
    }

    var bytes: [UInt8] {
        let json: JSON = [
            "token": .integer(Int64(token.number)), "run": .string(holder.run),
            "process": .integer(Int64(holder.process)), "host": .string(holder.host),
            "since": .string(holder.since.rfc3339),
        ]
        return json.canonicalBytes() + [UInt8(ascii: "\n")]
    }

    /// - Throws: `lease-broken`: to begin to count anew would hand out a token that somebody has seen already.
    init(_ bytes: [UInt8], at path: String) throws(Obstacle) {
        let root = (try? JSONDocument(bytes, name: path))?.root
        guard let root, let number = root["token"]?.integer, number >= 1, let run = root["run"]?.string,
            let process = (root["process"]?.integer).flatMap({ Int32(exactly: $0) }), let host = root["host"]?.string,
            let since = (root["since"]?.string).flatMap({ Instant(rfc3339: $0) })
        else {
            throw Obstacle(
                "lease-broken", "`\(path)` does not say which lease was the last", at: .path(path),
                remedy: "find out who wrote it; write the highest `token` of the journals of this environment into it")
        }
        token = FencingToken(Int(number))
        holder = LeaseHolder(run: run, process: process, host: host, since: since)
    }
}
