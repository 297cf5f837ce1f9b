import Trust

/// The windows of a trusted root's services.
struct TrustPlan: Equatable {
    /// Closed at both ends, as protobuf-specs' `TimeRange`.
    struct Window: Equatable {
        var start: Instant
        var end: Instant?

        var json: JSON {
            .members(["start": .string(start.rfc3339), "end": end.map { .string($0.rfc3339) }])
        }
    }

    var fulcio: Window
    var ctLog: Window
    var rekor: Window
    var timestamps: Window
}
