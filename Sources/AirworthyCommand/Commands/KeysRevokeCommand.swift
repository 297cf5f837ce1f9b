import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct KeysRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Mark a key revoked in the trust policy and raise its epoch.")

    @Argument(help: "The key's id in the policy.")
    var id: String

    @Option(help: "Why; kept in the policy.")
    var reason: String

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let now = SystemClock().now()
            guard workspace.instant <= now else {
                throw InputError(
                    "not-yet", "the key would be good until \(workspace.instant), and it is \(now)",
                    remedy: "leave out `--at`, or set `validUntil` where a key is to end later")
            }
            let path = workspace.trustPath
            let before = try await workspace.trust()
            let bytes = try await workspace.document(path, "trust policy")
            let edited = try TrustPolicyEdit(bytes, source: path).revoking(id, at: workspace.instant, reason: reason)
            // Read back before it replaces the original: an edit of text is only as good as its result.
            let keysBeside = workspace.path(path)
            try await AtomicFile.write(edited, to: "\(keysBeside).new")
            var options = project
            options.policy = "\(keysBeside).new"
            let after = try await Workspace(options).trust()
            guard after.epoch == before.epoch + 1, after.key(id)?.revokedAt == workspace.instant,
                after.keys.count == before.keys.count, after.rules.count == before.rules.count
            else {
                try await Directory.removeFile("\(keysBeside).new")
                throw InputError(
                    "edit-failed", "the policy could not be edited safely", at: .path(path),
                    remedy: "add `revokedAt` to the key and raise `epoch` by hand")
            }
            // Where the policy is a link, what it leads to is replaced.
            try await OutputPlace(keysBeside).write(edited)
            try await Directory.removeFile("\(keysBeside).new")
            Console.out("\(id) is revoked as of \(workspace.instant); epoch \(after.epoch)")
            Console.out("every run judged under an older epoch no longer admits: run the checklists again")
        }
    }
}
