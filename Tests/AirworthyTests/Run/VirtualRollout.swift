import Airworthy
import AirworthyTesting
import Synchronization
import Testing
import Trust

/// A plan performed in memory on a world that remembers what was done to it, in parts that end where their journal
/// does.
struct VirtualRollout {
    let plan: Plan
    let world: World
    /// What was done, in order: the names of actions and of what undid them.
    let deeds = Deeds()
    private let release: Release

    final class Deeds: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock { $0 } }
        func add(_ deed: String) { list.withLock { $0.append(deed) } }
    }

    init(_ steps: String) throws {
        release = try Samples.release()
        plan = try Samples.plan(steps, phase: .release, for: release)
        let processes = MemoryProcesses()
        let deeds = deeds
        @Sendable func say(_ text: String, _ status: Int32 = 0) -> CommandResult {
            CommandResult(ending: .exited(status), output: Array(text.utf8), errors: [], truncated: false)
        }
        processes.install("act") { (command: Command) throws(Obstacle) in
            deeds.add(command.arguments[0])
            return say("did")
        }
        processes.install("probe") { (command: Command) throws(Obstacle) in
            let name = command.arguments[0]
            let isDone = (deeds.all.lastIndex(of: name) ?? -1) > (deeds.all.lastIndex(of: "undo \(name)") ?? -1)
            return say(isDone ? "there" : "", isDone ? 0 : 1)
        }
        processes.install("undo") { (command: Command) throws(Obstacle) in
            deeds.add("undo \(command.arguments[0])")
            return say("undone")
        }
        processes.install("look") { (_: Command) throws(Obstacle) in say("seen") }
        processes.install("fail") { (_: Command) throws(Obstacle) in say("", 1) }
        var world = World.empty
        world.processes = processes
        self.world = world
    }

    /// Performs a part of the run, the first or another.
    ///
    /// - Parameters:
    ///   - journal: what earlier parts wrote.
    ///   - reasons: why what they saw counts no more.
    ///   - capacity: records after which the journal takes no more.
    ///   - survivors: which programs of an earlier part still run, by key.
    /// - Returns: what the part came to, and the journal.
    func part(
        after journal: [UInt8] = [], because reasons: [String] = [], capacity: Int = .max,
        lease: MemoryLease = MemoryLease(), width: Int = 1,
        survivors: @escaping @Sendable (_ key: String) async -> [Int32]? = { _ in [] }
    ) async throws -> (record: RunRecord, journal: MemoryJournal) {
        let inputs = JournalInputs(plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        var resumption = Resumption.none
        let memory: MemoryJournal
        if journal.isEmpty {
            memory = MemoryJournal(capacity: capacity)
            try memory.append(.began(run: "run", inputs, seed: 1, at: Samples.instant))
        } else {
            let text = try JournalText(journal)
            resumption = await (try JournalledRun(text)).resumption(of: plan, because: reasons, files: world.files)
            memory = MemoryJournal(Array(journal[..<text.length]), text.chain, capacity: capacity)
            try memory.append(.resumed(inputs, reasons: reasons, at: Samples.instant))
        }
        let durability = Durability(run: "run", seed: 1, journal: memory, lease: lease, survivors: survivors)
        let context = CheckContext(release: release, trust: .nobody, instant: Samples.instant, world: world)
        let record = await Runner(
            plan: plan, context: context, width: width, durability: durability, resumption: resumption
        ).run(mode: .live)
        try? memory.append(.ended(cleared: false, at: Samples.instant))
        return (record, memory)
    }

    static func look(_ id: String, _ more: String = "") -> String {
        "  - {id: \(id), uses: command, with: {program: look, proof: exit}\(more)}\n"
    }

    static func act(_ id: String, _ more: String = "", undoable: Bool = false) -> String {
        let undo =
            undoable ? ", compensate: {uses: command, with: {program: undo, args: [\(id)], proof: exit}}" : ""
        return "  - {id: \(id), uses: command, with: {program: act, args: [\(id)], proof: exit}, effect: true, "
            + "probe: {uses: command, with: {program: probe, args: [\(id)], proof: exit}}\(undo)\(more)}\n"
    }

    static func fail(_ id: String, _ more: String = "") -> String {
        "  - {id: \(id), uses: command, with: {program: fail, proof: exit}\(more)}\n"
    }
}
