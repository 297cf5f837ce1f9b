/// What ``DriftTerraformCheck`` can find.
public enum DriftTerraformCode: String, FindingCode {
    case undeclared
    case undeclaredDrift = "undeclared-drift"
    case intendedMissing = "intended-missing"
    case intendedDiffers = "intended-differs"
    case errored
    case incomplete
    case deferred
    case notApplyable = "not-applyable"
    case conditionFailed = "condition-failed"
    case stale
    case otherVariables = "other-variables"
    case otherState = "other-state"
    case ignoreExpired = "ignore-expired"
    case ignoreExceeded = "ignore-exceeded"
    case ignoreUnused = "ignore-unused"
    case absent
    case invalid
    case notPlan = "not-plan"
    case unknownFormat = "unknown-format"
    case unknownAction = "unknown-action"
    case unknownMember = "unknown-member"
    case unstated
    case unexplained
    case conditionUndecided = "condition-undecided"
    case nothingPlanned = "nothing-planned"

    public var meaning: String {
        switch self {
        case .undeclared: "the plan changes something the release does not declare"
        case .undeclaredDrift: "something was changed outside Terraform, and the release does not say so"
        case .intendedMissing: "a change the release declares is not in the plan"
        case .intendedDiffers: "a declared change is in the plan with another value before or after"
        case .errored: "planning failed; what is listed is a part"
        case .incomplete: "the plan leaves something out: a `-target`, a deferral"
        case .deferred: "the plan puts changes off to a later one"
        case .notApplyable: "the plan lists changes and says it cannot be applied"
        case .conditionFailed: "a check block, precondition or postcondition fails"
        case .stale: "the plan is older than `maxAge`, or from the future"
        case .otherVariables: "the plan was made with another value of a variable"
        case .otherState: "the plan was made from another state than the one given"
        case .ignoreExpired: "an ignore rule's time is over; it hides nothing any more"
        case .ignoreExceeded: "an ignore rule met more changes than its `maxMatches`; it hides none of them"
        case .ignoreUnused: "an ignore rule met no change (a warning)"
        case .absent: "there is no plan"
        case .invalid: "the plan cannot be read as JSON, or a part of it is not what it should be"
        case .notPlan: "the document is not the JSON form of a plan"
        case .unknownFormat: "the plan's format has a major version not known here"
        case .unknownAction: "the plan lists an action not known here"
        case .unknownMember: "the plan has a top-level member not known here (a warning)"
        case .unstated: "the plan does not say something that decides, such as whether it is complete"
        case .unexplained: "the plan says it changes something, and lists nothing"
        case .conditionUndecided: "a check block or condition could not be evaluated"
        case .nothingPlanned: "the plan knows of no object at all, so an absence of changes says nothing"
        }
    }

    public var remedy: String {
        switch self {
        case .undeclared:
            "take the change out of the plan, or declare it under `intended.terraform` and have the release signed"
        case .undeclaredDrift:
            "undo what was done by hand, or declare it with `drift` under `intended.terraform`"
        case .intendedMissing: "plan again from the released revision, or remove the line if it was applied already"
        case .intendedDiffers: "plan again from the released revision, or correct the declared value"
        case .errored: "mend what the plan reports, and plan again"
        case .incomplete: "plan again without `-target`, until nothing is left out"
        case .deferred: "make the deferred values known, and plan again"
        case .notApplyable: "plan again, and see why it cannot be applied"
        case .conditionFailed: "mend what the condition guards"
        case .stale: "plan again"
        case .otherVariables: "plan again with the released values"
        case .otherState: "plan again from the state that will be changed"
        case .ignoreExpired: "mend the change, or have the rule's owner set a new `expires`"
        case .ignoreExceeded: "mend the new changes, or have the rule's owner raise `maxMatches`"
        case .ignoreUnused: "remove the rule"
        case .absent: "write it with `terraform show -json PLANFILE`"
        case .invalid: "write it again with `terraform show -json PLANFILE`"
        case .notPlan: "name the output of `terraform show -json PLANFILE`, not a state or a redacted plan"
        case .unknownFormat: "use a Terraform or OpenTofu whose plans have format 1"
        case .unknownAction: "look at the change by hand, and upgrade this tool"
        case .unknownMember: "see whether the new member lists changes, and upgrade this tool"
        case .unstated:
            "use a Terraform that says it, or answer for it with `assumeComplete` and plan without `-target`"
        case .unexplained: "look at the plan by hand: a root output may differ from the previous run's state"
        case .conditionUndecided: "make what it needs known before the apply, and plan again"
        case .nothingPlanned: "point `plan` at the plan of the configuration that is released"
        }
    }
}

extension DriftTerraformCode: IgnoringCode {}
