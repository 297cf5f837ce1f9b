/// What ``DriftFilesCheck`` can find.
public enum DriftFilesCode: String, FindingCode {
    case drifted
    case missing
    case unexpected
    case typeChanged = "type-changed"
    case desiredAltered = "desired-altered"
    case ignoreExpired = "ignore-expired"
    case ignoreExceeded = "ignore-exceeded"
    case ignoreUnused = "ignore-unused"
    case invalid
    case nothingCompared = "nothing-compared"

    public var meaning: String {
        switch self {
        case .drifted: "a value, a file's content, its executable bit or a link's target is not as desired"
        case .missing: "something desired is not there"
        case .unexpected: "something is there that nobody desired"
        case .typeChanged: "something is there as another kind of thing: text for a number, a directory for a file"
        case .desiredAltered: "the file that says what is desired is not the one the release names by digest"
        case .ignoreExpired: "an ignore rule's time is over; it hides nothing any more"
        case .ignoreExceeded: "an ignore rule met more differences than its `maxMatches`; it hides none of them"
        case .ignoreUnused: "an ignore rule met no difference (a warning)"
        case .invalid: "a side cannot be read as the document it should be"
        case .nothingCompared: "the desired side is empty, so equality says nothing"
        }
    }

    public var remedy: String {
        switch self {
        case .drifted, .missing, .unexpected, .typeChanged:
            "restore the desired state, or bring the change into the desired side and release that"
        case .desiredAltered: "render the desired file again from the released revision, or release the new one"
        case .ignoreExpired: "mend the difference, or have the rule's owner set a new `expires`"
        case .ignoreExceeded: "mend the new differences, or have the rule's owner raise `maxMatches`"
        case .ignoreUnused: "remove the rule"
        case .invalid: "correct the document, or name its `format`"
        case .nothingCompared: "point `desired` at the files the release should be compared with"
        }
    }
}

extension DriftFilesCode: IgnoringCode {}
