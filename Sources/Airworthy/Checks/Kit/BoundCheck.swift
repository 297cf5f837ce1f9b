public import Trust

/// A check with its arguments read, its finding codes erased: what the plan holds and the runner runs.
public struct BoundCheck: Sendable {
    private let check: any Check

    public init(_ check: some Check) {
        self.check = check
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

    public var kind: CheckKind { type(of: check).kind }

    /// The erased outcome. Obstacles become `errored`; nothing a check does can become a pass but its own answer.
    public func examine(_ subject: Subject, in context: CheckContext) async -> Outcome {
        let restricted = CheckContext(
            release: context.release, trust: context.trust, instant: context.instant,
            world: context.world.granting(kind.capabilities))
        return await Self.examine(check, subject, in: restricted)
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
