import Glibc
import Trust

/// One Sigstore bundle verified over and over in one process, beside the bare OpenSSL calls that it cannot do without.
///
///     Throughput BUNDLE ARTIFACT TRUSTED_ROOT IDENTITY ISSUER
///
/// Prints microseconds of processor time for one of each, as JSON. Both take turns of a tenth of a second, and the
/// fastest turn of each counts: whatever else the machine does can only add to it.
@main
enum Throughput {
    private static let turns = 20
    private static let turn = 100_000.0

    static func main() {
        do {
            try measure(CommandLine.arguments)
        } catch {
            let message = "Throughput: \(error)\n"
            _ = write(STDERR_FILENO, message, message.utf8.count)
            exit(2)
        }
    }

    private static func measure(_ arguments: [String]) throws {
        guard arguments.count == 6 else { throw Failure("usage: BUNDLE ARTIFACT TRUSTED_ROOT IDENTITY ISSUER") }
        let root = try TrustedRoot(try bytes(of: arguments[3]), name: arguments[3])
        let verification = Verification(
            bundle: try bytes(of: arguments[1]), artifact: try bytes(of: arguments[2]), identity: arguments[4],
            issuer: arguments[5], verifier: SigstoreVerifier(anchors: [.init(root: root)]),
            instant: Instant(seconds: Int64(time(nil))))
        let bare = try BareOperations(for: try verification.perform(), of: root, over: verification.artifact)
        var (ours, openssl) = (Double.infinity, Double.infinity)
        for _ in 0..<turns {
            ours = min(ours, try cost { _ = try verification.perform() })
            openssl = min(openssl, try cost { try bare.performAll() })
        }
        print(#"{"verification": \#(ours), "openssl": \#(openssl), "signatures": \#(bare.signatureCount)}"#)
    }

    /// Microseconds of this thread's processor time for one `work`.
    private static func cost(_ work: () throws -> Void) rethrows -> Double {
        let begin = now()
        var end = begin
        var count = 0.0
        while end - begin < turn {
            try work()
            count += 1
            end = now()
        }
        return (end - begin) / count
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "rb") else { throw Failure("cannot open \(path)") }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 4 << 20)
        let count = fread(&bytes, 1, bytes.count, stream)
        guard count < bytes.count, ferror(stream) == 0 else { throw Failure("cannot read \(path) whole") }
        return Array(bytes.prefix(count))
    }
}
