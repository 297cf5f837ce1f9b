internal import COpenSSL

/// The calling convention shared by every `d2i_…` and `i2d_…` function (d2i_X509(3)).
enum DER {
    /// Runs a `d2i` function over all of `der`. Nil when it fails, and also when it stops before the end: bytes
    /// after a structure are not part of what was signed or hashed, and must not ride along. The caller owns the
    /// result.
    static func decode(
        _ der: [UInt8],
        _ d2i: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
        free: (OpaquePointer?) -> Void
    ) -> OpaquePointer? {
        der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            guard let start = buffer.baseAddress, let decoded = d2i(&cursor, buffer.count) else { return nil }
            guard cursor == start + buffer.count else {
                free(decoded)
                return nil
            }
            return decoded
        }
    }

    /// Runs an `i2d` function that allocates its own output; nil when it fails.
    static func encode(_ i2d: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) -> [UInt8]? {
        var buffer: UnsafeMutablePointer<UInt8>?
        let count = i2d(&buffer)
        guard count > 0, let buffer else { return nil }
        defer { airworthy_free(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}
