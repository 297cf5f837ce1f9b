/// Lets a few through at a time. Parametrised tests start all their cases at once, and hundreds of processes at once
/// make every other test that waits for something wait longer than it will.
actor Turnstile {
    /// For the program under test, where a test runs it for every case of a long list.
    static let processes = Turnstile(width: 4)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(width: Int) { free = width }

    func through<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
        await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Whoever waited longest takes the place over.
    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
