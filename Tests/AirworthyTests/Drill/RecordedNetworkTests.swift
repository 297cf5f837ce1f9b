import Airworthy
import AirworthyTesting
import Synchronization
import Testing
import Trust

@Suite("A recorded network")
struct RecordedNetworkTests {
    /// Answers with how often it was asked, and fails for one host.
    private final class Counting: TLSAccess {
        let asked = Mutex(0)

        func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            guard endpoint.host != "silent.example" else { throw Obstacle("tls-timeout", "number \(number)") }
            return TLSHandshake(certificates: [], version: "TLSv1.3", cipher: "", address: "192.0.2.\(number)")
        }
    }

    private func code(_ network: RecordedNetwork, _ endpoint: TLSEndpoint) async -> String? {
        do throws(Obstacle) {
            _ = try await network.handshake(with: endpoint)
            return nil
        } catch {
            return error.diagnostic.code
        }
    }

    @Test("a server is knocked at once, and what it showed, or that it did not answer, is said again")
    func handshakes() async throws {
        let tls = Counting()
        let network = RecordedNetwork(NoNetwork(), tls)
        let endpoint = TLSEndpoint(host: "a.example", port: 443, serverName: "a.example")
        let first = try await network.handshake(with: endpoint)
        #expect(try await network.handshake(with: endpoint) == first)
        // Whoever says another name may be shown another certificate.
        let other = TLSEndpoint(host: "a.example", port: 443, serverName: "b.example")
        #expect(try await network.handshake(with: other).address == "192.0.2.2")
        let silent = TLSEndpoint(host: "silent.example", port: 443, serverName: nil)
        #expect(await code(network, silent) == "tls-timeout")
        #expect(await code(network, silent) == "tls-timeout")
        #expect(tls.asked.withLock { $0 } == 3)

        network.seal()
        #expect(try await network.handshake(with: endpoint) == first)
        #expect(await code(network, silent) == "tls-timeout")
        #expect(
            await code(network, TLSEndpoint(host: "a.example", port: 8443, serverName: "a.example")) == "no-network")
        #expect(tls.asked.withLock { $0 } == 3)
    }
}
