import Trust

/// What a step inherits when it does not say.
struct StepDefaults: Sendable, Hashable {
    var timeout: Duration = .seconds(30)
    var severity: Severity = .block
    var retry: RetryPolicy = .once

    init() {}

    init(_ node: YAMLNode?) throws(InputError) {
        guard let node else { return }
        var fields = try FieldReader(node, as: "`defaults`")
        timeout = try StepLoader.timeout(&fields) ?? timeout
        severity = try fields.optionalChoice("severity", of: Severity.self) ?? severity
        retry = try StepLoader.retry(&fields) ?? retry
        try fields.finish()
    }
}
