internal import COpenSSL

/// Owner of an `EVP_MD_CTX`: one running hash, or one signature being made or checked.
///
/// `~Copyable`, because two owners of one running hash would hash into each other.
struct DigestContext: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = EVP_MD_CTX_new() else { preconditionFailure("out of memory for a digest context") }
        self.pointer = pointer
    }

    deinit {
        EVP_MD_CTX_free(pointer)
    }

    borrowing func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(pointer)
    }

    mutating func begin(_ algorithm: DigestAlgorithm) {
        begin(.named(algorithm))
    }

    mutating func begin(_ digest: MessageDigest) {
        let status = digest.withPointer { EVP_DigestInit_ex2(pointer, $0, nil) }
        precondition(status == 1, "a fetched digest must start")
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        precondition(EVP_DigestUpdate(pointer, base, bytes.count) == 1, "a started digest must take bytes")
    }

    consuming func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
            var size: UInt32 = 0
            let status = EVP_DigestFinal_ex(pointer, buffer.baseAddress, &size)
            precondition(status == 1, "a started digest must finish")
            count = Int(size)
        }
    }
}
