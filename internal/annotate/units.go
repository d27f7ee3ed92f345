package annotate

import (
	"bilan"
	"bilan/lang"
)

// unitRoles pairs the tags of units with the roles they give, in the order in which they are tried.
var unitRoles = []struct {
	tag  lang.Tag
	role bilan.Role
}{
	{lang.UAge, bilan.RoleAge}, {lang.UMoney, bilan.RoleMoney}, {lang.UPercent, bilan.RolePercent},
	{lang.UDistance, bilan.RoleDistance}, {lang.UArea, bilan.RoleArea}, {lang.UWeight, bilan.RoleWeight},
	{lang.UDuration, bilan.RoleDuration}, {lang.UDate, bilan.RoleDate}, {lang.UClock, bilan.RoleClock},
	{lang.UOrdinal, bilan.RoleOrdinal}, {lang.UIdent, bilan.RoleIdentifier}, {lang.UEquip, bilan.RoleEquipment},
	{lang.UScore, bilan.RoleScore}, {lang.UPeople, bilan.RolePeople}, {lang.UOtherUnit, bilan.RoleOther},
}

// behindRole gives the role that a unit behind a number gives to it. What numbers name (route 4, article 5) stands
// before them, so those tags say nothing here.
func behindRole(s lang.Set) bilan.Role {
	s.Del(lang.UIdent)
	s.Del(lang.UOrdinal)
	return unitRole(s)
}

// unitRole gives the role that a unit's tags give to its number, "" when they give none.
func unitRole(s lang.Set) bilan.Role {
	for _, u := range unitRoles {
		if s.Has(u.tag) {
			return u.role
		}
	}
	return ""
}
