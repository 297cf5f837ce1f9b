import Foundation
import Testing

/// Tools made by others, as `Tools/peers` fetched them. An absent one skips what compares with it, and the run says so.
enum Peers {
    static let directory: String = {
        let environment = ProcessInfo.processInfo.environment
        return (environment["AIRWORTHY_PEERS"] ?? "\(NSHomeDirectory())/.cache/airworthy-peers") + "/bin"
    }()

    static let cosign2 = Program(path: "\(directory)/cosign-2")
    static let cosign3 = Program(path: "\(directory)/cosign-3")
    static let skopeo = Program(path: "\(directory)/skopeo")
    static let registry = Program(path: "\(directory)/docker-registry")
    static let python = Program(path: "\(directory)/python")
    static let openssl = Program(path: "/usr/bin/openssl")
    static let python3 = Program(path: "/usr/bin/env")

    enum Name: String {
        case cosign2 = "cosign-2", cosign3 = "cosign-3", skopeo, registry = "docker-registry", python
    }

    static func have(_ peers: Name...) -> Bool {
        peers.allSatisfy { FileManager.default.isExecutableFile(atPath: "\(directory)/\($0.rawValue)") }
    }
}
