import Foundation

/// Tools made by others, as `Tools/peers` fetched them. Where one is absent, what compares with it is skipped and counted.
public enum Peers {
    public enum Name: String, Sendable {
        case cosign2 = "cosign-2", cosign3 = "cosign-3", oras, skopeo, registry = "docker-registry", python
        case sigstoreGo = "sigstore-go", sigstorePython = "sigstore-python"
        case promtool, reportPython = "report-python"
    }

    /// `$AIRWORTHY_PEERS/bin`, by default below `~/.cache/airworthy-peers`.
    public static let directory: String = {
        let environment = ProcessInfo.processInfo.environment
        return (environment["AIRWORTHY_PEERS"] ?? "\(NSHomeDirectory())/.cache/airworthy-peers") + "/bin"
    }()

    public static func path(of peer: Name) -> String { "\(directory)/\(peer.rawValue)" }

    /// For `.enabled(if:)`, which makes Swift Testing itself report the test as skipped.
    public static func have(_ peers: Name...) -> Bool {
        peers.allSatisfy { FileManager.default.isExecutableFile(atPath: path(of: $0)) }
    }
}
