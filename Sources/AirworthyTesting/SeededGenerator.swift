import Foundation

/// Randomness that can be repeated: print the seed, and a failure can be run again.
///
/// The seed is `AIRWORTHY_SEED` from the environment, else a new one each run. SplitMix64 (Steele, Lea and Flood 2014):
/// not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    public let seed: UInt64
    private var state: UInt64

    public init(seed: UInt64? = nil) {
        let wanted = ProcessInfo.processInfo.environment["AIRWORTHY_SEED"].flatMap { UInt64($0) }
        self.seed = seed ?? wanted ?? UInt64.random(in: 0...UInt64.max)
        state = self.seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension SeededGenerator: CustomStringConvertible {
    /// What to say beside a failed expectation.
    public var description: String { "AIRWORTHY_SEED=\(seed)" }
}
