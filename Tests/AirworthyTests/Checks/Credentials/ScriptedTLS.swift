import Airworthy
import Trust

/// A server that shows what it is told to.
struct ScriptedTLS: TLSAccess {
    var answer: Result<TLSHandshake, Obstacle>

    init(_ certificates: [Certificate], version: String = "TLSv1.3") {
        answer = .success(
            TLSHandshake(
                certificates: certificates.map(\.der), version: version, cipher: "TLS_AES_128_GCM_SHA256",
                address: "192.0.2.1"))
    }

    init(der: [[UInt8]]) {
        answer = .success(TLSHandshake(certificates: der, version: "TLSv1.3", cipher: "", address: "192.0.2.1"))
    }

    init(_ code: String) {
        answer = .failure(Obstacle(code, "nobody there", remedy: "look"))
    }

    func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake { try answer.get() }
}
