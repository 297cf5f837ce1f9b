public import Airworthy
import Synchronization
public import Trust

/// TLS handshakes over sockets. The protocol is spoken by ``TLSClient``, in memory; here bytes are carried, for so long
/// and no longer.
public struct LiveTLS: TLSAccess {
    public init() {}

    public func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake {
        let race = TLSRace()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                race.begin(continuation, within: endpoint.timeout)
                BlockingThreads.shared.perform {
                    // A name's look-up cannot be interrupted: it may outlive the race, and then nobody listens.
                    race.finish(Result { () throws(Obstacle) in try TLSConversation(endpoint, race).perform() })
                }
            }
        } onCancel: {
            race.finish(.failure(Obstacle("tls-interrupted", "the handshake was interrupted")))
        }
        return try result.get()
    }
}
