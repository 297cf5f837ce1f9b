import Airworthy
import Synchronization

/// Progress on stderr: on a terminal one line for each running unit, with its age, redrawn in place; elsewhere a plain line
/// for each unit that did not pass.
final class ProgressView: Sendable {
    /// How often ages are redrawn.
    private static let tick: Duration = .milliseconds(200)
    /// Running units shown at once.
    private static let mostShown = 8

    private let total: Int
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let state = Mutex(State())

    private struct Running {
        let id: String
        let attempt: Int
        let since: ContinuousClock.Instant
    }

    private struct State {
        var running: [Running] = []
        var settled = 0
        var open = 0
        /// Lines on the screen that the next drawing takes the place of.
        var drawn = 0
        var isFinished = false
        var isTicking = false
    }

    init(of total: Int, isTerminal: Bool, isQuiet: Bool) {
        self.total = total
        self.isTerminal = isTerminal
        self.isQuiet = isQuiet
    }

    func show(_ progress: RunProgress) {
        guard !isQuiet else { return }
        let note: String?
        switch progress {
        case .started(let unit, let attempt):
            note = attempt > 1 ? "↻ \(unit.id) attempt \(attempt)" : nil
            state.withLock { $0.running.append(Running(id: unit.id, attempt: attempt, since: .now)) }
        case .settled(let unit, let record):
            let passed = record.outcome.name == "passed"
            // That nothing had to be undone is no news.
            let isNews = unit.role.isMain || !record.attempts.isEmpty
            note = passed || !isNews ? nil : "\(record.outcome.name) \(unit.id)"
            state.withLock { state in
                state.settled += 1
                if !passed, isNews { state.open += 1 }
                state.running.removeAll { $0.id == unit.id }
            }
        }
        guard isTerminal else {
            if let note { Console.error(SafeText.line(note)) }
            return
        }
        draw(above: note)
        startTicking()
    }

    /// Takes the live lines away, so that the report begins on a clean one. Nothing is drawn afterwards.
    func finish() {
        guard isTerminal, !isQuiet else { return }
        state.withLock { state in
            guard !state.isFinished else { return }
            state.isFinished = true
            Console.progress(Self.erasure(of: state.drawn))
        }
    }

    private func startTicking() {
        let isFirst = state.withLock { state in
            defer { state.isTicking = true }
            return !state.isTicking
        }
        guard isFirst else { return }
        Task.detached { [self] in
            while !state.withLock({ $0.isFinished }) {
                try? await Task.sleep(for: Self.tick)
                draw(above: nil)
            }
        }
    }

    /// One write for each drawing, inside the lock: two at once would leave lines behind.
    private func draw(above note: String?) {
        let size = Console.errorSize
        state.withLock { state in
            guard !state.isFinished else { return }
            var lines = ["\(state.settled)/\(total) done" + (state.open > 0 ? " · \(state.open) open" : "")]
            let most = max(1, min(Self.mostShown, size.rows - 3))
            for unit in state.running.prefix(most) {
                let age = (ContinuousClock.now - unit.since).components.seconds
                lines.append("  \(unit.id)  \(age)s" + (unit.attempt > 1 ? "  attempt \(unit.attempt)" : ""))
            }
            if state.running.count > most { lines.append("  and \(state.running.count - most) more") }
            let above = note.map { [$0] } ?? []
            let text = (above + lines).map { Self.fitted($0, columns: size.columns) }.joined(separator: "\n")
            Console.progress(Self.erasure(of: state.drawn) + text + "\n")
            state.drawn = lines.count
        }
    }

    private static func erasure(of lines: Int) -> String { lines > 0 ? "\r\u{1b}[\(lines)A\u{1b}[J" : "" }

    /// Cut so that no line wraps, which would make it two. Whatever may be two columns wide is counted as two.
    private static func fitted(_ text: String, columns: Int) -> String {
        var width = 0
        return String(
            SafeText.line(text).prefix { character in
                width += character.unicodeScalars.contains { $0.value >= 0x1100 && $0.value != 0x21bb } ? 2 : 1
                return width < columns
            })
    }
}
