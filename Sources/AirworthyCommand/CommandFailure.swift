import Airworthy
import Trust

/// Ends a command with a status other than 0, and what there is to say about it.
struct CommandFailure: Error {
    let status: ExitStatus
    /// Empty when the command has already said it.
    let diagnostics: [Diagnostic]
    /// The command to give now, where there is one.
    let next: String?

    init(_ status: ExitStatus, _ diagnostics: [Diagnostic] = [], next: String? = nil) {
        precondition(status != .cleared, "a failure never exits 0")
        self.next = next
        self.status = status
        self.diagnostics = diagnostics
    }

    init(_ error: InputError) { self.init(.invalid, error.diagnostics.array) }
    init(_ obstacle: Obstacle) { self.init(.undetermined, [obstacle.diagnostic]) }

    func print() {
        for diagnostic in diagnostics {
            let place = diagnostic.location.map { "\($0): " } ?? ""
            Console.error(SafeText.line("\(place)error: \(diagnostic.message) [\(diagnostic.code)]"))
            for note in diagnostic.notes { Console.error("  note: \(SafeText.line(note))") }
            if let remedy = diagnostic.remedy { Console.error("  fix: \(SafeText.line(remedy))") }
        }
        if let next { Console.error("next: \(SafeText.line(next))") }
    }
}

/// Runs `body` and turns the three kinds of trouble into their exit codes.
func reporting<Value>(_ body: () async throws -> Value) async throws(CommandFailure) -> Value {
    do {
        return try await body()
    } catch let failure as CommandFailure {
        throw failure
    } catch let error as InputError {
        throw CommandFailure(error)
    } catch let obstacle as Obstacle {
        throw CommandFailure(obstacle)
    } catch let diagnostic as Diagnostic {
        throw CommandFailure(.invalid, [diagnostic])
    } catch {
        throw CommandFailure(.undetermined, [Diagnostic("unexpected", "\(error)")])
    }
}
