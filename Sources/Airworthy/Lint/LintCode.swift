import Trust

/// Defects of files that other tools read: workflows, Argo's analyses and rollouts, Kubernetes manifests.
public enum LintCode: String, FindingCode {
    // Workflows.
    case templateInjection = "template-injection"
    case unknownFlag = "unknown-flag"
    case syncWithoutRevision = "sync-without-revision"
    case signByTag = "sign-by-tag"
    case signUnpushed = "sign-unpushed"
    case signBlobImage = "sign-blob-image"
    case sbomUnattached = "sbom-unattached"
    case scanAfterSigning = "scan-after-signing"
    case pactNotAsked = "pact-not-asked"
    case pactNotRecorded = "pact-not-recorded"
    case gateIgnored = "gate-ignored"
    // Analyses and rollouts.
    case noCondition = "no-condition"
    case scalarResult = "scalar-result"
    case noAddress = "no-address"
    case queryInvalid = "query-invalid"
    case queryUnscoped = "query-unscoped"
    case noDataUnhandled = "no-data-unhandled"
    case endlessAnalysis = "endless-analysis"
    case windowOverlap = "window-overlap"
    // Manifests.
    case imageNotPinned = "image-not-pinned"
    case imageInvalid = "image-invalid"
    case unquotedText = "unquoted-text"

    public var meaning: String {
        switch self {
        case .templateInjection: "somebody's input becomes part of a script"
        case .unknownFlag: "a program is given a flag that it does not have"
        case .syncWithoutRevision: "`argocd app sync` deploys whatever Git has, not what the workflow was started for"
        case .signByTag: "`cosign sign` is given a tag, and signs whatever it means by then"
        case .signUnpushed: "an image is built and signed, and never pushed"
        case .signBlobImage: "`cosign sign-blob`, which is for files, is given an image"
        case .sbomUnattached: "a bill of materials is made and never attested or attached"
        case .scanAfterSigning: "an image is scanned after it was signed, so that one that fails is signed already"
        case .pactNotAsked: "contracts are published, and nobody asks `can-i-deploy`"
        case .pactNotRecorded:
            "`can-i-deploy` is asked, and no deployment is ever recorded, so it compares with nothing"
        case .gateIgnored: "a check may fail, and the job goes on"
        case .noCondition: "a metric has no condition, so that whatever is measured succeeds"
        case .scalarResult: "a condition compares `result` with a number, and a query returns a list"
        case .noAddress: "a Prometheus metric has no `address`"
        case .queryInvalid: "a query is not PromQL"
        case .queryUnscoped: "a query measures all versions together, so that the old one hides the new one's errors"
        case .noDataUnhandled: "a ratio has no value where nothing was counted yet: a healthy canary is aborted"
        case .endlessAnalysis: "an analysis within a step has an `interval` and no `count`, and never ends"
        case .windowOverlap: "a step measures a window that begins before its weight was set"
        case .imageNotPinned: "an image is named without its digest"
        case .imageInvalid: "an image's name is none"
        case .unquotedText: "a text is written as a number or a boolean, and is read as another one"
        }
    }

    public var remedy: String {
        switch self {
        case .templateInjection: "give it to the script as an environment variable, and quote that"
        case .unknownFlag: "remove the flag, or see the program's `--help`"
        case .syncWithoutRevision: "add `--revision` with the commit that is released"
        case .signByTag: "sign `IMAGE@sha256:…`, as the push printed it"
        case .signUnpushed: "push the image first, and sign the digest that the push printed"
        case .signBlobImage: "use `cosign sign IMAGE@sha256:…`"
        case .sbomUnattached: "add `cosign attest --type cyclonedx --predicate FILE IMAGE@sha256:…`"
        case .scanAfterSigning: "scan first, and sign what passed"
        case .pactNotAsked: "add `pact-broker can-i-deploy` before the deployment"
        case .pactNotRecorded: "add `pact-broker record-deployment` after the deployment"
        case .gateIgnored: "let it fail the job; where it is piped, write `shell: bash` or `set -o pipefail`"
        case .noCondition: "add `successCondition`, and say what no data means"
        case .scalarResult: "write `len(result) > 0 && result[0] < …`"
        case .noAddress: "add `address`"
        case .queryInvalid: "correct the query at this place"
        case .queryUnscoped: "select the canary's pods by their template hash, or compare with the stable ones"
        case .noDataUnhandled: "add `or vector(0)` to what is counted, and ask for a least number of requests beside it"
        case .endlessAnalysis: "add `count`"
        case .windowOverlap: "make the pause before it, or `initialDelay`, longer than the query's window"
        case .imageNotPinned: "pin it: `IMAGE@sha256:…`"
        case .imageInvalid: "write `registry/path[:tag]@sha256:…`; a tag has letters, digits, `_`, `.` and `-` only"
        case .unquotedText: "quote it"
        }
    }
}
