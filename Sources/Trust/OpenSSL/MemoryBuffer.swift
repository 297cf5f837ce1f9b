internal import COpenSSL

/// Owner of a memory `BIO`: where OpenSSL functions that print, print to.
struct MemoryBuffer: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = BIO_new(BIO_s_mem()) else { preconditionFailure("out of memory for a buffer") }
        self.pointer = pointer
    }

    deinit {
        BIO_free(pointer)
    }

    /// What `write` wrote; invalid UTF-8 is replaced.
    mutating func text(_ write: (OpaquePointer) -> Void) -> String {
        write(pointer)
        let pending = BIO_ctrl_pending(pointer)
        let bytes = [UInt8](unsafeUninitializedCapacity: pending) { buffer, count in
            var read = 0
            let status = BIO_read_ex(pointer, buffer.baseAddress, pending, &read)
            count = status == 1 ? read : 0
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
