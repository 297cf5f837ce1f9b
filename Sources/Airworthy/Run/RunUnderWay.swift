import Synchronization

/// A run under way, told of what happens by whoever makes it happen.
///
/// No task waits for news. Who brings some while nobody is at work on it works it off, with whatever others bring
/// meanwhile: so it is taken one piece at a time and in the order in which it came, nobody waits for anybody, and an
/// attempt that ends begins the next one itself, without another thread being woken to say so.
final class RunUnderWay: Sendable {
    private enum Work {
        case open(RunConductor)
        /// Somebody has the conductor, and looks again before putting it back.
        case underWay
        case complete
    }

    private struct State {
        var news: [RunEvent] = []
        var work: Work
        var waiting: CheckedContinuation<[UnitRecord], Never>?

        /// The conductor, where nobody has it.
        mutating func takeConductor() -> RunConductor? {
            guard case .open(let conductor) = work else { return nil }
            work = .underWay
            return conductor
        }
    }

    private let state: Mutex<State>

    init(_ conductor: RunConductor) {
        state = Mutex(State(work: .open(conductor)))
    }

    /// Begins the run and returns when it is complete. To be asked once.
    func records() async -> [UnitRecord] {
        await withCheckedContinuation { continuation in
            state.withLock { $0.waiting = continuation }
            receive(.begin)
        }
    }

    /// What comes after the run is complete is not looked at.
    func receive(_ event: RunEvent) {
        var conductor = state.withLock { state in
            if case .complete = state.work { return nil as RunConductor? }
            state.news.append(event)
            return state.takeConductor()
        }
        var news: [RunEvent] = []
        while conductor != nil {
            news.removeAll(keepingCapacity: true)
            state.withLock { state in
                swap(&news, &state.news)
                if news.isEmpty, let rested = conductor.take() { state.work = .open(rested) }
            }
            for event in news {
                guard let records = conductor?.take(event, of: self) else { continue }
                return complete(records)
            }
        }
    }

    private func complete(_ records: [UnitRecord]) {
        let waiting = state.withLock { state in
            state.work = .complete
            state.news = []
            return state.waiting.take()
        }
        waiting?.resume(returning: records)
    }
}
