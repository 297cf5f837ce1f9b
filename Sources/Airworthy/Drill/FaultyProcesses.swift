import Trust

/// Other programs with one fault in what they say.
struct FaultyProcesses: ProcessRunner {
    enum Kind: Sendable {
        /// Nothing is printed; how the program ends stays.
        case silent
        /// Each digit is the next one.
        case garbled
        /// It ends with another status, and prints what it printed.
        case failing
    }

    private let base: any ProcessRunner
    private let fault: Kind

    init(_ base: any ProcessRunner, fault: Kind) {
        self.base = base
        self.fault = fault
    }

    func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        let result = try await base.run(command)
        switch fault {
        case .silent: return CommandResult(ending: result.ending, output: [], errors: [], truncated: false)
        case .garbled:
            return CommandResult(
                ending: result.ending, output: result.output.map(Self.next), errors: result.errors.map(Self.next),
                truncated: result.truncated)
        case .failing:
            guard case .exited(let status) = result.ending else { return result }
            return CommandResult(
                ending: .exited(status == 0 ? 1 : 0), output: result.output, errors: result.errors,
                truncated: result.truncated)
        }
    }

    private static func next(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")..<UInt8(ascii: "9"): byte + 1
        case UInt8(ascii: "9"): UInt8(ascii: "0")
        default: byte
        }
    }
}
