import Foundation
public import Trust

/// A TLS server on loopback that shakes hands and hangs up, by Python's `ssl`, with whatever certificates it is given;
/// or one that behaves badly in one named way. Stopped when its owner goes away.
public final class TLSListener: Sendable {
    public enum Manner: String, Sendable {
        case tls
        /// Speaks nothing newer.
        case tls12, tls11
        /// Takes the connection and says nothing.
        case silent
        /// Speaks something else.
        case plain
        /// Sends bytes that begin like TLS, without end.
        case endless
    }

    public let host: String
    public let port: Int
    private let directory: TemporaryDirectory
    private let leash = Pipe()

    private static let script = """
        import os, socket, ssl, sys, threading
        certificate, key, host, manner = sys.argv[1:5]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        if manner == "tls12":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        if manner == "tls11":
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers("ALL:@SECLEVEL=0")
        def serve(connection):
            try:
                if manner == "silent":
                    connection.recv(1)
                    threading.Event().wait(60)
                elif manner == "plain":
                    connection.sendall(b"220 mail.example ESMTP\\r\\n")
                    connection.recv(1 << 16)
                elif manner == "endless":
                    while True:
                        connection.sendall(b"\\x16\\x03\\x03\\x40\\x00\\x0b\\xff\\xff\\xff" + bytes(0x4000 - 4))
                else:
                    context.wrap_socket(connection, server_side=True).close()
            except OSError:
                pass
            finally:
                connection.close()
        server = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        server.bind((host, 0))
        server.listen(16)
        print(server.getsockname()[1], flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        while True:
            threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
        """

    /// - Parameters:
    ///   - chain: the certificates shown, the server's own first.
    ///   - key: of the first.
    ///   - host: the address it listens on.
    public init(
        showing chain: [Certificate], key: PrivateKey, on host: String = "127.0.0.1", _ manner: Manner = .tls
    ) throws {
        self.host = host
        directory = try TemporaryDirectory()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-W", "ignore", "-c", Self.script,
            try directory.write(chain.map(\.pem).joined(), to: "chain.pem"),
            try directory.write(key.pem(encryptedWith: nil), to: "key.pem"), host, manner.rawValue,
        ]
        let output = Pipe()
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw POSIXError(.ENOEXEC) }
        self.port = port
    }

    deinit { try? leash.fileHandleForWriting.close() }
}
