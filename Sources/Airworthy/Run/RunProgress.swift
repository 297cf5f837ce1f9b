/// What an onlooker hears of a run while it is under way.
public enum RunProgress: Sendable {
    case started(PlannedUnit, attempt: Int)
    case settled(PlannedUnit, UnitRecord)
}
