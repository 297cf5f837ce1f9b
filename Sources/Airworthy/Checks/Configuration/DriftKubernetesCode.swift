/// What ``DriftKubernetesCheck`` can find.
public enum DriftKubernetesCode: String, FindingCode {
    case drifted
    case missing
    case unexpected
    case intendedMissing = "intended-missing"
    case imageNotReleased = "image-not-released"
    case foreignImage = "foreign-image"
    case imageMissing = "image-missing"
    case ignoreExpired = "ignore-expired"
    case ignoreExceeded = "ignore-exceeded"
    case ignoreUnused = "ignore-unused"
    case absent
    case invalid
    case duplicateObject = "duplicate-object"
    case otherVersion = "other-version"
    case nothingCompared = "nothing-compared"
    case diffFailed = "diff-failed"
    case diffWarned = "diff-warned"
    case diffPartial = "diff-partial"
    case contradiction
    case apiRefused = "api-refused"
    case apiPartial = "api-partial"
    case notListed = "not-listed"

    public var meaning: String {
        switch self {
        case .drifted: "a declared value of an object is another one in the cluster"
        case .missing: "a desired object, member or element is not in the cluster"
        case .unexpected: "the cluster has an object, or a member that decides what runs, which nobody desired"
        case .intendedMissing: "a change the release declares is not to be made: the cluster has it already"
        case .imageNotReleased:
            "a workload runs an image of one of the release's repositories, and not the released digest"
        case .foreignImage: "a workload runs an image that no service of the release is"
        case .imageMissing: "no workload runs the image of a service"
        case .ignoreExpired: "an ignore rule's time is over; it hides nothing any more"
        case .ignoreExceeded: "an ignore rule met more differences than its `maxMatches`; it hides none of them"
        case .ignoreUnused: "an ignore rule met no difference (a warning)"
        case .absent: "there is no file of live objects, or a part of the recording of `kubectl diff` is missing"
        case .invalid: "a file cannot be read, or a part of it is no Kubernetes object"
        case .duplicateObject: "an object is described twice on one side"
        case .otherVersion: "the two sides describe an object in different API versions"
        case .nothingCompared: "the desired side holds no object, so equality says nothing"
        case .diffFailed: "`kubectl diff` ended with a status that means failure"
        case .diffWarned: "`kubectl diff` ended well and told of something that it could not do"
        case .diffPartial: "the output of `kubectl diff` leaves out parts of an object"
        case .contradiction: "the output of `kubectl diff` and the manifests or recorded objects exclude each other"
        case .apiRefused: "the API server does not give a list"
        case .apiPartial: "the API server gives a list in parts that are not one whole"
        case .notListed: "a desired object is of a kind or a namespace that the cluster was not asked for"
        }
    }

    public var remedy: String {
        switch self {
        case .drifted, .missing:
            "restore the desired state, or declare the change under `intended.kubernetes` and have the release signed"
        case .unexpected: "remove it, or bring it into the manifests and release those"
        case .intendedMissing: "record the live objects again, or remove the line if it was applied already"
        case .imageNotReleased: "render the manifests with the release's digest, or release the image they name"
        case .foreignImage: "make it a service of the release, or list it under `otherImages`"
        case .imageMissing: "render the manifests of the service, or take it out of the release"
        case .ignoreExpired: "mend the difference, or have the rule's owner set a new `expires`"
        case .ignoreExceeded: "mend the new differences, or have the rule's owner raise `maxMatches`"
        case .ignoreUnused: "remove the rule"
        case .absent: "record it with `kubectl get -o json`"
        case .invalid: "render or record the objects again"
        case .duplicateObject: "describe it once"
        case .otherVersion:
            "record the live objects in the manifests' version: `kubectl get deployments.v1.apps -o json`"
        case .nothingCompared: "point `desired` at the manifests of the release"
        case .diffFailed, .diffWarned: "mend what it says, and record it again"
        case .diffPartial: "record it again with `KUBECTL_EXTERNAL_DIFF=\"diff -N -U1000000\"`"
        case .contradiction: "record both again, of the same manifests, one right after the other"
        case .apiRefused: "let the kubeconfig's user list the resource, and see whether the cluster serves it"
        case .apiPartial: "run again; list fewer objects, of one namespace"
        case .notListed: "add its resource to `resources`"
        }
    }
}

extension DriftKubernetesCode: IgnoringCode {}
