/// The codes of a check that applies ``IgnoreRules``.
protocol IgnoringCode: FindingCode {
    static var ignoreExpired: Self { get }
    static var ignoreExceeded: Self { get }
    static var ignoreUnused: Self { get }
}
