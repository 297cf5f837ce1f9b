import Airworthy
