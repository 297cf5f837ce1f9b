import Trust

/// Other files with one fault.
struct FaultyFiles: FileAccess {
    enum Kind: Sendable {
        /// These files have one digit, or failing that one byte, changed: still well-formed, no longer the same.
        case changed(Set<String>)
        /// One letter or digit of these files is the next one: that at this share of all of them, from 0 to 1.
        case altered(Set<String>, at: Double)
        /// Inventories say that their credentials expire then.
        case credentialsExpire(at: Instant)
    }

    private let base: any FileAccess
    private let fault: Kind
    /// A drill reads files whole to change them; configs and inventories are small.
    private static let limit = 16 << 20

    init(_ base: any FileAccess, fault: Kind) {
        self.base = base
        self.fault = fault
    }

    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        guard let bytes = try await base.read(path, limit: limit) else { return nil }
        return spoilt(bytes, path)
    }

    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        guard touches(path) else {
            return try await base.measure(path, algorithm)
        }
        guard let bytes = try await read(path, limit: Self.limit) else { return nil }
        return Measurement(size: Int64(bytes.count), digest: .of(bytes, algorithm))
    }

    func name(of path: String) -> String { base.name(of: path) }

    func kind(of path: String) async throws(Obstacle) -> FileKind? { try await base.kind(of: path) }

    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? {
        try await base.names(in: directory, limit: limit)
    }

    private func touches(_ path: String) -> Bool {
        switch fault {
        case .changed(let paths), .altered(let paths, _): paths.contains(path)
        case .credentialsExpire: false
        }
    }

    private func spoilt(_ bytes: [UInt8], _ path: String) -> [UInt8] {
        switch fault {
        case .changed(let paths):
            return paths.contains(path) ? changed(bytes) : bytes
        case .altered(let paths, let share):
            return paths.contains(path) ? altered(bytes, at: share) : bytes
        case .credentialsExpire(let instant):
            return ExpiringInventory.spoil(bytes, expiresAt: instant)
        }
    }

    private func altered(_ bytes: [UInt8], at share: Double) -> [UInt8] {
        let places = bytes.indices.filter { Self.hasNext(bytes[$0]) }
        guard let last = places.indices.last else { return changed(bytes) }
        var bytes = bytes
        bytes[places[Int(Double(last) * share)]] += 1
        return bytes
    }

    private static func hasNext(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")..<UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")..<UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")..<UInt8(ascii: "Z")).contains(byte)
    }

    private func changed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if let digit = bytes.lastIndex(where: { (UInt8(ascii: "1")...UInt8(ascii: "8")).contains($0) }) {
            bytes[digit] += 1
        } else if !bytes.isEmpty {
            bytes[bytes.count - 1] ^= 1
        }
        return bytes
    }
}
