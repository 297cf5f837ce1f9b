public import Trust

/// A check with its arguments read, its finding codes erased: what the plan holds and the runner runs.
public struct BoundCheck: Sendable {
    private enum Form: Sendable {
        case ready(any Check)
        /// Some of its arguments are what earlier steps will find. Indirect, as what follows: a plan has thousands of
        /// checks, and few of these.
        indirect case late(LateBinding)
        /// What it was given does not do.
        indirect case refused(any Check.Type, Diagnostic)
    }

    private let form: Form

    public init(_ check: some Check) {
        form = .ready(check)
    }

    init(_ binding: LateBinding) {
        form = .late(binding)
    }

    /// A check asked for ad hoc.
    /// - Throws: what its arguments lack, or have too much.
    public init(kind: any Check.Type, arguments: YAMLNode) throws(InputError) {
        self = try Self.bind(kind, arguments, stepID: kind.kind.id, at: arguments.location)
    }

    /// Reads the arguments of one step and refuses what nobody read.
    static func bind(
        _ type: any Check.Type, _ arguments: YAMLNode?, stepID: String, at location: Location
    ) throws(InputError) -> BoundCheck {
        try bind(opening: type, arguments, stepID: stepID, at: location)
    }

    private static func bind<Kind: Check>(
        opening type: Kind.Type, _ arguments: YAMLNode?, stepID: String, at location: Location
    ) throws(InputError) -> BoundCheck {
        var fields = try FieldReader(
            arguments ?? .mapping([], at: location), as: "`with` of step `\(stepID)` (\(type.kind.id))")
        let check = try type.init(from: &fields)
        try fields.finish()
        return BoundCheck(check)
    }

    public var kind: CheckKind {
        switch form {
        case .ready(let check): type(of: check).kind
        case .late(let binding): binding.type.kind
        case .refused(let type, _): type.kind
        }
    }

    /// The check with what earlier steps found in its arguments; itself where it uses nothing of that.
    func filled(with outputs: [OutputReference: VariableValue]) -> BoundCheck {
        guard case .late(let binding) = form else { return self }
        do throws(InputError) {
            return try binding.bound(with: outputs)
        } catch {
            return BoundCheck(form: .refused(binding.type, error.diagnostics.first))
        }
    }

    private init(form: Form) {
        self.form = form
    }

    /// The erased outcome. Obstacles become `errored`; nothing a check does can become a pass but its own answer.
    public func examine(_ subject: Subject, in context: CheckContext) async -> Outcome {
        switch form {
        case .ready(let check):
            return await Self.examine(check, subject, in: context.within(context.world.granting(kind.capabilities)))
        case .late(let binding): return .errored(binding.missing)
        case .refused(_, let diagnostic): return .errored(diagnostic)
        }
    }

    private static func examine<Kind: Check>(
        _ check: Kind, _ subject: Subject, in context: CheckContext
    ) async -> Outcome {
        do {
            return try await check.examine(subject, in: context).outcome
        } catch {
            return .errored(error.diagnostic)
        }
    }
}
