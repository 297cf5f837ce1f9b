import Foundation
import Trust

/// A TLS server before a plain one on loopback, as a proxy ends TLS before a registry: with an authority made for it,
/// by Python's `ssl`. Stopped when its owner goes away.
public final class TLSFront: Sendable {
    /// `localhost:port`, the name its certificate has.
    public let authority: String
    /// The certificate of the only authority that vouches for it, as PEM.
    public let authorityPEM: String
    private let directory: TemporaryDirectory
    private let leash = Pipe()

    /// Copies bytes both ways on one thread: an SSL object must not be read and written at once.
    private static let script = """
        import asyncio, os, ssl, sys, threading
        async def pump(reader, writer):
            try:
                while data := await reader.read(1 << 16):
                    writer.write(data)
                    await writer.drain()
            except OSError:
                pass
            finally:
                writer.close()
        async def serve(reader, writer):
            there = await asyncio.open_connection(*sys.argv[3].split(":"))
            await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))
        async def main():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            if len(sys.argv) > 4:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(sys.argv[4])
            server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        asyncio.run(main())
        """

    /// - Parameters:
    ///   - server: `127.0.0.1:port`.
    ///   - clients: the certificate of the authority that whoever asks must have one of, as PEM; nil for anybody.
    public init(before server: String, clients: String? = nil) throws {
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let (from, until) = (now - .seconds(3_600), now + .seconds(86_400))
        let root = try VirtualAuthority.root(.authority("lab", from: from, until: until))
        let key = try PrivateKey.generate(.p256)
        let certificate = try root.issue(
            .leaf("localhost", from: from, until: until, dnsNames: ["localhost"]), to: key.publicKey)
        directory = try TemporaryDirectory()
        authorityPEM = root.certificate.pem
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", Self.script, try directory.write(certificate.pem, to: "certificate.pem"),
            try directory.write(key.pem(encryptedWith: nil), to: "key.pem"), server,
        ]
        if let clients { process.arguments?.append(try directory.write(clients, to: "clients.pem")) }
        let output = Pipe()
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw POSIXError(.ENOEXEC)
        }
        authority = "localhost:\(port)"
    }

    deinit { try? leash.fileHandleForWriting.close() }
}
