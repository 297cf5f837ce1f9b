internal import COpenSSL

/// Bytes that are overwritten when the last owner lets go. `OPENSSL_cleanse`, because a compiler may drop a plain
/// loop of stores into memory that is about to be freed.
final class SecretBytes: @unchecked Sendable {
    // @unchecked: the buffer is written in `init` and in `deinit` only, and read in between.
    private let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 1)
        buffer.copyBytes(from: bytes)
    }

    deinit {
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    var count: Int { buffer.count }

    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(buffer))
    }
}
