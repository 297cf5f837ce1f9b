/// A digest over bytes that arrive in pieces. For bytes at hand, ``Digest/of(_:_:)-([UInt8],_)``.
///
/// `~Copyable`, and `finish()` consumes it: hashing after the end does not compile. Not to be confused with the
/// standard library's hasher for dictionaries, which code that imports this module spells `Swift.Hasher`.
public struct Hasher: ~Copyable {
    private let algorithm: DigestAlgorithm
    private var context: DigestContext

    public init(_ algorithm: DigestAlgorithm = .sha256) {
        self.algorithm = algorithm
        context = DigestContext()
        context.begin(algorithm)
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        context.update(bytes)
    }

    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { context.update($0) }
    }

    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { context.update($0) }
    }

    public consuming func finish() -> Digest {
        let algorithm = algorithm
        guard let digest = Digest(algorithm, bytes: context.finish()) else {
            preconditionFailure("OpenSSL returned a \(algorithm.rawValue) of the wrong size")
        }
        return digest
    }
}

extension Digest {
    /// The digest of exactly these bytes.
    public static func of(_ bytes: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> Digest {
        var hasher = Trust.Hasher(algorithm)
        hasher.update(bytes)
        return hasher.finish()
    }

    /// The digest of exactly these bytes.
    public static func of(_ bytes: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm = .sha256) -> Digest {
        var hasher = Trust.Hasher(algorithm)
        hasher.update(bytes)
        return hasher.finish()
    }
}
