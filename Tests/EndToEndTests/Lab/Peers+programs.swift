import AirworthyTesting

extension Peers {
    static let cosign2 = Program(path: path(of: .cosign2))
    static let cosign3 = Program(path: path(of: .cosign3))
    static let oras = Program(path: path(of: .oras))
    static let skopeo = Program(path: path(of: .skopeo))
    static let python = Program(path: path(of: .python))
    static let sigstoreGo = Program(path: path(of: .sigstoreGo))
    static let promtool = Program(path: path(of: .promtool))
    static let reportPython = Program(path: path(of: .reportPython))
    static let sigstorePython = Program(path: path(of: .sigstorePython))
    static let openssl = Program(path: "/usr/bin/openssl")
}
