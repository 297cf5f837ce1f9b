/// Durations as reports write them.
enum ReportTime {
    /// `7ms` below a second, `1.9s` from there on.
    static func brief(_ duration: Duration) -> String {
        let count = milliseconds(duration)
        return count < 1_000 ? "\(count)ms" : "\(count / 1_000).\(count % 1_000 / 100)s"
    }

    /// Seconds with three decimals.
    static func seconds(_ duration: Duration) -> String {
        let count = max(0, milliseconds(duration))
        let fraction = String(count % 1_000)
        return "\(count / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
