import Airworthy
import AirworthyLive
import ArgumentParser
import Glibc
import Trust

/// The entry. Exit codes are ours, not ArgumentParser's: a usage error is 2 here, and nothing but success is 0.
@main
enum Main {
    static func main() {
        Console.takePlaces()
        Allocator.takeLargeSteps()
        signal(SIGPIPE, SIG_IGN)
        // At once: everything was written with `write(2)`, and what OpenSSL frees at an ordered end a thread that is still
        // blocked may be using.
        if Invocation.verifies(CommandLine.arguments.dropFirst()) {
            BlockingThreads.shared.perform { CryptographyWarmUp.perform() }
        }
        BlockingThreads.shared.serve { _exit(written(await status()).rawValue) }
    }

    /// Nothing that could not be shown is a success.
    private static func written(_ status: ExitStatus) -> ExitStatus {
        guard status == .cleared, let failure = Console.failure else { return status }
        let trouble = CommandFailure(.undetermined, [failure])
        trouble.print()
        return trouble.status
    }

    private static func status() async -> ExitStatus {
        do {
            var command = try Invocation.parse(Array(CommandLine.arguments.dropFirst()))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .cleared
        } catch let failure as CommandFailure {
            failure.print()
            return failure.status
        } catch {
            let message = AirworthyCommand.fullMessage(for: error)
            guard AirworthyCommand.exitCode(for: error) != .success else {
                Console.out(message)
                return .cleared
            }
            Console.error(message)
            return .invalid
        }
    }
}
