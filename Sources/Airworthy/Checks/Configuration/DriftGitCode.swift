/// What ``DriftGitCheck`` can find.
public enum DriftGitCode: String, FindingCode {
    case headMoved = "head-moved"
    case untracked
    case modified
    case missing
    case staged
    case unmerged
    case hidden
    case submoduleMoved = "submodule-moved"
    case submoduleAbsent = "submodule-absent"
    case objectAltered = "object-altered"
    case unpinned
    case configAbsent = "config-absent"
    case configAltered = "config-altered"
    case versionDiffers = "version-differs"
    case versionMissing = "version-missing"
    case versionUnknown = "version-unknown"
    case ledgerDiffers = "ledger-differs"
    case liveDiffers = "live-differs"
    case absent
    case incomplete
    case invalid
    case notRecorded = "not-recorded"

    public var meaning: String {
        switch self {
        case .headMoved: "another commit is checked out than the one that is released"
        case .untracked: "a file is there that the commit does not have"
        case .modified: "a file, its executable bit or a link is not as committed"
        case .missing: "a committed file is not there"
        case .staged: "the index differs from the commit"
        case .unmerged: "a path is in conflict"
        case .hidden: "a path is marked `assume-unchanged` or `skip-worktree`, so that Git does not show its changes"
        case .submoduleMoved: "a submodule stands at another commit than the one that is committed"
        case .submoduleAbsent: "a submodule is not checked out"
        case .objectAltered: "the repository keeps something under a name that is not its hash"
        case .unpinned: "a config of the release, or the service that is asked about, names no revision"
        case .configAbsent: "a config's revision has no file of its path"
        case .configAltered: "a config at its revision is not the released one by digest"
        case .versionDiffers: "the versions file names another release, version or image than was rolled out"
        case .versionMissing: "the versions file lacks a service of the release"
        case .versionUnknown: "the versions file has a service that the release does not have"
        case .ledgerDiffers: "the ledger's latest rollout is of another release"
        case .liveDiffers: "what runs is not what the versions file says"
        case .absent: "there is no repository, no versions file or no recording"
        case .incomplete: "the repository lacks an object that is needed"
        case .invalid: "an object, the versions file or the recording cannot be read as what it should be"
        case .notRecorded: "the ledger has no believed rollout, or no manifest of it, to compare with"
        }
    }

    public var remedy: String {
        switch self {
        case .headMoved: "check out the released commit"
        case .untracked: "remove it, commit it, or name it under `untracked`"
        case .modified, .missing: "restore it from the commit, or commit the change and release that"
        case .staged: "commit the change and release that, or unstage it"
        case .unmerged: "resolve the conflict"
        case .hidden: "clear the bit with `git update-index --no-assume-unchanged --no-skip-worktree`"
        case .submoduleMoved: "run `git submodule update`, or commit the submodule's new commit"
        case .submoduleAbsent: "run `git submodule update --init`"
        case .objectAltered: "clone the repository again, and find out who wrote into `.git`"
        case .unpinned: "add `revision` with the full commit id"
        case .configAbsent: "correct the config's `revision` or path, or the step's `base`"
        case .configAltered: "release the digest of the file at that revision, or the revision that has the file"
        case .versionDiffers, .versionMissing, .versionUnknown: "write the versions file again from the release"
        case .ledgerDiffers: "roll out what should run, or release on top of what does"
        case .liveDiffers: "roll out what the versions file says, or find out who changed what runs"
        case .absent: "name the repository, the file or the recording by its path from the project's root"
        case .incomplete: "fetch the whole history: `git fetch --unshallow`"
        case .invalid: "restore it, or write it again"
        case .notRecorded: "run the rollout's checklist, which records it"
        }
    }
}
