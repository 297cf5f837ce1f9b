import Airworthy
import Synchronization

/// Progress on stderr: on a terminal one line that shows what is under way, elsewhere a plain line for each unit that
/// did not pass.
final class ProgressView: Sendable {
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let state = Mutex(State())

    private struct State {
        var running: [String] = []
        var settled = 0
    }

    init(isTerminal: Bool, isQuiet: Bool) {
        self.isTerminal = isTerminal
        self.isQuiet = isQuiet
    }

    func show(_ progress: RunProgress) {
        guard !isQuiet else { return }
        switch progress {
        case .started(let unit, let attempt):
            state.withLock { $0.running.append(unit.id) }
            if attempt > 1 { note("↻ \(unit.id) attempt \(attempt)") }
        case .settled(let unit, let record):
            state.withLock { state in
                state.settled += 1
                state.running.removeAll { $0 == unit.id }
            }
            // That nothing had to be undone is no news.
            let isNews = unit.role.isMain || !record.attempts.isEmpty
            if record.outcome.name != "passed", isNews { note("\(record.outcome.name) \(unit.id)") }
        }
        redraw()
    }

    /// Takes the live line away, so that the report begins on a clean one.
    func finish() {
        guard isTerminal, !isQuiet else { return }
        Console.progress("\r\u{1b}[2K")
    }

    private func note(_ text: String) {
        guard isTerminal else {
            Console.error(SafeText.line(text))
            return
        }
        Console.progress("\r\u{1b}[2K\(SafeText.line(text))\n")
    }

    private func redraw() {
        guard isTerminal else { return }
        let line = state.withLock { state in
            let names = state.running.prefix(3).joined(separator: ", ") + (state.running.count > 3 ? ", …" : "")
            return "\(state.settled) done · \(names)"
        }
        Console.progress("\r\u{1b}[2K\(SafeText.line(line).prefix(78))")
    }
}
